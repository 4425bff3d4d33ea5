"""A bot that says back what it hears, with the same settings of python-telegram-bot as ours: what answering costs beside it."""

import os

from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters
from telegram.request import HTTPXRequest


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    await update.effective_message.reply_html(update.effective_message.text)


if __name__ == "__main__":
    app = (
        ApplicationBuilder()
        .token(os.environ["TELEGRAM_BOT_TOKEN"])
        .base_url(os.environ["WENSHU_TELEGRAM_API"] + "/bot")
        .concurrent_updates(16)
        .request(HTTPXRequest(16, connect_timeout=10, read_timeout=20, write_timeout=20, pool_timeout=5))
        .build()
    )
    app.add_handler(MessageHandler(filters.TEXT, echo))
    app.run_polling(timeout=30, allowed_updates=["message"])
