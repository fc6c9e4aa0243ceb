"""What every body of the service has in common: frozen, and as lenient as each field's default says."""

from collections.abc import Callable
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    ValidationError,
    model_validator,
)

T = TypeVar("T")


class Body(BaseModel):
    """A JSON object of the service.

    A field with a default is loose: when its value is null, of the wrong type or not among the known ones, the
    default stands in, so that one odd value costs one value and not the page. A field without a default is needed:
    a body that lacks it is no such body (`pydantic.ValidationError`).
    """

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True, populate_by_name=True)

    @model_validator(mode="wrap")
    @classmethod
    def _fall_back(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:  # noqa: ANN401 -- any JSON
        if not isinstance(data, dict):
            return handler(data)
        data = cls._adapted(data)
        try:
            return handler(data)
        except ValidationError as error:
            odd = {str(problem["loc"][0]) for problem in error.errors(include_url=False) if problem["loc"]}
            return handler({name: value for name, value in data.items() if name not in odd})

    @classmethod
    def _adapted(cls, data: dict[str, Any]) -> dict[str, Any]:
        """The same object in the names that the fields have; for families whose names changed."""
        return data


def first_object(data: dict[str, Any], *names: str) -> object:
    """The first of the values of `names` that is an object, raw or already read; None when there is none."""
    return next((data[name] for name in names if isinstance(data.get(name), dict | Body)), None)


def _objects(rows: object) -> object:
    return [row for row in rows if isinstance(row, dict | Body)] if isinstance(rows, list) else rows


def _objects_in_place(rows: object) -> object:
    return [row if isinstance(row, dict | Body) else {} for row in rows] if isinstance(rows, list) else rows


Rows = Annotated[tuple[T, ...], BeforeValidator(_objects)]
"""Rows of a list whose null entries mean nothing and are dropped."""

PlacedRows = Annotated[tuple[T, ...], BeforeValidator(_objects_in_place)]
"""Rows of a list whose positions count: a null entry stays as an unavailable row."""

Count = Annotated[int, Field(ge=0, le=2**53)]
"""A number of things, of ms or of seconds; never negative, and small enough that a float holds it exactly."""


def discriminator(*kinds: str) -> Callable[[Any], str | None]:
    """Tell a discriminated union which of `kinds` an object's `type` names; the first for any other object."""

    def kind(value: Any) -> str | None:  # noqa: ANN401 -- any JSON
        if isinstance(value, Body):
            named = getattr(value, "type", None)
        elif isinstance(value, dict):
            named = value.get("type")
        else:
            return None
        return named if named in kinds else kinds[0]

    return kind


RepeatState = Literal["off", "context", "track"]
