"""The pages. Each does one thing of the queue and shows the result; the API does the same things."""

from fastapi import APIRouter

from factdesk.review.web.pages import account, articles, claim, dashboard, deeds, evidence, login, queue, settings

router = APIRouter(include_in_schema=False)
for part in (login, queue, claim, evidence, deeds, articles, dashboard, account, settings):
    router.routes.extend(part.router.routes)
