"""哪年收得最多, 宁波2024年收了多少 after a fee -> the message without 收: money was taken, no application."""

import re

from bot.question.pieces import END, THEN
from bot.reading.readings import Fields
from bot.reading.refusals import MONEY
from store.forms.form import Form

TAKEN = re.compile(r"收(?:取|得|过|了)*(?![到入费支取])")
OF_APPLICATIONS = re.compile(r"申请|件|新收|接收|收件")
AMOUNT = re.compile(rf"^{THEN}(?:的)?金额(?:呢|是?多少)?{END}$")
FINED, FINES = "penalties", "罚款金额"
FEE = "processing_fee"


def money_taken(message: str, earlier: Fields, form: Form) -> str:
    """The message as it is where no money was asked about, or applications are spoken of."""
    if {f.row for target in earlier.targets for f in target.figures} == {FINED} and AMOUNT.match(message):
        return FINES  # no fee
    if not earlier.targets or OF_APPLICATIONS.search(message) or not TAKEN.search(message):
        return message
    of_money = all(
        target.passage == FEE or (target.figures and all(form.unit(f).endswith(MONEY) for f in target.figures))
        for target in earlier.targets
    )
    return TAKEN.sub("", message, count=1) if of_money else message
