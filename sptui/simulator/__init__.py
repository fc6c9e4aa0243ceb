"""A Spotify account in memory: the demo's account, and the service that the tests talk to.

It behaves as the Web API does towards a Development Mode app of late 2026, awkward sides included: reads lag behind
writes, fields are missing, rows are null, commands are refused.
"""

from sptui.simulator.faults import Fault
from sptui.simulator.messages import Request, Response
from sptui.simulator.simulator import Simulator
from sptui.simulator.transport import SimulatorTransport

__all__ = ["Fault", "Request", "Response", "Simulator", "SimulatorTransport"]
