"""The panes: one file each, fed by binding, telling by message, never importing one another."""
