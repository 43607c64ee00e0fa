"""What a row says of an organisation, or of a line of a consignment."""

from decimal import Decimal
from typing import Any

from tumar.kernel.tables.grids import Row
from tumar.people.rules.columns.fields import Field
from tumar.people.rules.listed import ListedConsignmentLine, ListedOrganisation
from tumar.people.rules.rows.cells import Cells
from tumar.people.rules.rows.surveying import Table
from tumar.people.rules.values import contacts, dates, goods, numbers, words
from tumar.people.rules.values.numbers import Amount
from tumar.people.rules.values.remarks import Said


class OrganisationReader:
    """Reads the rows of one table of organisations."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def read(self, row: Row) -> ListedOrganisation:
        """Return what the row says of an organisation."""
        cells = Cells(self.table, row)
        country = cells.country()
        name, latin = cells.text(Field.ORGANISATION), cells.text(Field.LATIN_ORGANISATION)
        if not name and not latin:
            cells.say(Said.ORGANISATION_MISSING, Field.ORGANISATION)
        return ListedOrganisation(
            **cells.common(),
            name=name or latin,
            name_latin=latin,
            country=country,
            kind_said=cells.text(Field.ORGANISATION_KIND),
            parent=cells.text(Field.PARENT),
            contact=cells.text(Field.FULL_NAME),
            **self._contacts(cells, country or self.table.hint),
            findings=tuple(cells.findings),
        )

    def _contacts(self, cells: Cells, country: str) -> dict[str, Any]:
        mail, number = cells.text(Field.EMAIL), cells.text(Field.PHONE)
        if not mail and "@" in number:
            mail, number = number, contacts.without_emails(number)
        found = {"email": "", "phone": ""}
        if mail:
            address = contacts.email(mail)
            found["email"] = address.value
            if address.said:
                cells.say(address.said, Field.EMAIL)
        if number:
            told = contacts.telephone(number, country)
            found["phone"] = told.value
            if told.said:
                cells.say(told.said, Field.PHONE)
        return found


class ConsignmentReader:
    """Reads the rows of one table of goods."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.date_order = table.date_order(Field.HANDED_OVER)
        self.currency_of_header = self._currency_of_header()

    def _currency_of_header(self) -> str:
        """Return the currency that the header of the prices names: «Цена, USD»."""
        for field in (Field.UNIT_PRICE, Field.TOTAL_PRICE):
            guess = self.table.recognised.guess(field)
            for word in (
                guess.header.replace(",", " ").replace("(", " ").replace(")", " ") if guess else ""
            ).split():
                if found := words.currency(word.strip(".:;/"), self.table.hint):
                    return found
        return ""

    def read(self, row: Row) -> ListedConsignmentLine:
        """Return what the row says of goods."""
        cells = Cells(self.table, row)
        country = cells.country()
        item = cells.text(Field.ITEM)
        if not item:
            cells.say(Said.ITEM_MISSING, Field.ITEM)
        quantity = self._amount(cells, Field.QUANTITY)
        if quantity.value is None and not quantity.said:
            cells.say(Said.QUANTITY_MISSING, Field.QUANTITY)
        price, total = self._amount(cells, Field.UNIT_PRICE), self._amount(cells, Field.TOTAL_PRICE)
        handed = dates.day(cells.value(Field.HANDED_OVER), self.date_order)
        if handed.said:
            cells.say(handed.said, Field.HANDED_OVER)
        facts: dict[str, Any] = {
            "item": item,
            "category": self._category(cells),
            "category_said": cells.text(Field.CATEGORY),
            "quantity": quantity.value,
            "unit": cells.text(Field.UNIT) or quantity.beside,
            "unit_price": _price(price, total, quantity.value),
            "total_price": total.value,
            "currency": self._currency(cells, country or self.table.hint, price, total),
            "recipient": cells.text(Field.RECIPIENT),
            "handed_over": handed.day,
            "handed_over_year": handed.year,
            "consignment": cells.text(Field.CONSIGNMENT),
        }
        return ListedConsignmentLine(
            **cells.common(), country=country, **facts, findings=tuple(cells.findings)
        )

    def _category(self, cells: Cells) -> str:
        said = cells.text(Field.CATEGORY)
        found = goods.category_of(said) if said else ""
        if said and not found:
            cells.say(Said.CATEGORY_UNKNOWN, Field.CATEGORY)
        return found

    def _amount(self, cells: Cells, field: Field) -> Amount:
        found = numbers.amount(cells.value(field))
        if found.said:
            cells.say(found.said, field)
        return found

    def _currency(self, cells: Cells, country: str, price: Amount, total: Amount) -> str:
        said = cells.text(Field.CURRENCY)
        if said:
            found = words.currency(said, country)
            if found is None:
                cells.say(Said.CURRENCY_UNKNOWN, Field.CURRENCY)
            return found or ""
        beside = numbers.currency_beside(price, country) or numbers.currency_beside(total, country)
        return beside or self.currency_of_header


def _price(price: Amount, total: Amount, quantity: Decimal | None) -> Decimal | None:
    """Return the price of one: as stated, else the total's share where that is exact to the cent."""
    if price.value is not None or total.value is None or not quantity:
        return price.value
    share = total.value / quantity
    exact = share.quantize(Decimal("0.01"))
    return exact if exact * quantity == total.value else None
