"""The REST API, under /api: all that the pages can do, for programs. Its OpenAPI document is /api/openapi.json."""

from fastapi import APIRouter

from factdesk.review.web.api import claims, exports, lists, reports, team

router = APIRouter(prefix="/api", tags=["review"])
for part in (reports, lists, claims, team, exports):
    router.include_router(part.router)
