"""Travelers and employees, all invented."""

import unicodedata
from datetime import date, datetime, timedelta

from astrobookings.application.identity.create_employee import EmployeeDetails
from astrobookings.application.identity.register_traveler import TravelerRegistration
from astrobookings.domain.identity.roles import Position
from astrobookings.entrypoints.demo_data.tables import rows
from astrobookings.entrypoints.demo_data.values import DemoTraveler

__all__ = ["COMPANIONS", "DOMAIN", "PASSWORD", "TRAVELER", "VIP", "employees", "travelers"]

DOMAIN = "demo.test"
PASSWORD = "seven-quiet-orbits-42"
"""Of every demonstration account."""
TRAVELER = f"traveler@{DOMAIN}"
VIP = f"vip@{DOMAIN}"

# country | first name | last name | birth date | phone | tax id | address
_TRAVELERS = """
ES | Lucía | Ferrer Soto | 1971-06-17 | +34600100110 | 81399869V
| Calle de Alcalá 182, 28028 Madrid
ES | Marcos | Iturbe Lasa | 1999-12-25 | +34600100111 | 79730911P
| Alameda Urquijo 41, 48011 Bilbao
ES | Nuria | Bosch Vidal | 1982-02-15 | +34600100112 | 07536455E
| Carrer de Mallorca 310, 08037 Barcelona
ES | Tomás | Quiroga Rey | 1988-12-17 | +34600100113 | 15188447Y
| Rúa do Hórreo 22, 15702 Santiago de Compostela
PT | Beatriz | Lourenço | 1973-11-23 | +351912345610 | 294055762
| Rua da Boavista 67, 1200-066 Lisboa
PT | Duarte | Meireles | 1969-07-19 | +351912345611 | 287168972
| Rua de Cedofeita 240, 4050-174 Porto
PT | Inês | Carvalhal | 1989-09-09 | +351912345612 | 269788093
| Avenida da Liberdade 12, 4710-251 Braga
PT | Rui | Falcão | 1978-03-27 | +351912345613 | 208196722
| Rua de Santo António 5, 8000-283 Faro
FR | Camille | Bertin | 1994-04-28 | +33612345610 | 0177848648208
| 14 rue des Martyrs, 75009 Paris
FR | Hugo | Delmas | 1996-12-16 | +33612345611 | 0663440029042
| 8 quai Saint-Antoine, 69002 Lyon
FR | Maëlle | Kervran | 1993-09-16 | +33612345612 | 0534778768405
| 27 rue de Siam, 29200 Brest
FR | Olivier | Sabatier | 1966-05-11 | +33612345613 | 0717847267088
| 3 place du Capitole, 31000 Toulouse
DE | Annika | Vogt | 1968-11-09 | +4915123456710 | 26978043858
| Kastanienallee 74, 10435 Berlin
DE | Jonas | Reinhardt | 1969-08-22 | +4915123456711 | 98073046523
| Schanzenstraße 19, 20357 Hamburg
DE | Mirjam | Lindner | 1966-04-11 | +4915123456712 | 69708925947
| Klenzestraße 33, 80469 München
DE | Tilo | Brandt | 1979-06-09 | +4915123456713 | 65055719423
| Karl-Heine-Straße 52, 04229 Leipzig
IT | Giulia | Moretti | 1989-06-19 | +393123456710 | MRTGLI89H59H501C
| Via del Governo Vecchio 88, 00186 Roma
IT | Lorenzo | Bassani | 1970-07-13 | +393123456711 | BSSLNZ70L13H501F
| Corso Garibaldi 51, 20121 Milano
IT | Elena | Tortora | 1970-05-04 | +393123456712 | TRTLNE70E44H501J
| Via Toledo 210, 80132 Napoli
IT | Pietro | Zanin | 1972-11-23 | +393123456713 | ZNNPTR72S23H501G
| Calle Larga 4, 30121 Venezia
US | Dana | Whitfield | 1965-05-12 | +12025550110 | 932777403
| 418 Maple Street, Titusville, FL 32796
US | Marcus | Okafor | 2000-02-12 | +12025550111 | 983700592
| 2205 Sheridan Road, Evanston, IL 60201
US | Priya | Raman | 1993-01-04 | +12025550112 | 963751041
| 77 Linden Street, Oakland, CA 94607
US | Walter | Hensley | 1999-06-11 | +12025550113 | 989716575
| 9 Harbor Lane, Portland, ME 04101
BR | Camila | Andrade | 1969-04-09 | +5511961234510 | 71879240971
| Rua Augusta 1508, São Paulo - SP, 01304-001
BR | Thiago | Nogueira | 1977-01-14 | +5511961234511 | 50187435146
| Rua da Bahia 990, Belo Horizonte - MG, 30160-011
BR | Renata | Pimentel | 1995-05-17 | +5511961234512 | 04035637807
| Rua Chile 12, Salvador - BA, 40020-000
BR | Caio | Brandão | 1964-02-23 | +5511961234513 | 32073141129
| Rua das Laranjeiras 215, Rio de Janeiro - RJ, 22240-003
MX | Ximena | Aguilar Ríos | 1968-08-18 | +525512345610 | AURX680818HG5
| Calle Orizaba 101, Roma Norte, 06700 Ciudad de México
MX | Emilio | Cárdenas Luna | 1992-01-13 | +525512345611 | CALE920113H66
| Avenida Chapultepec 480, 44160 Guadalajara
MX | Paola | Zamora Vega | 1992-09-10 | +525512345612 | ZAVP9209108B6
| Calle 60 N.º 412, 97000 Mérida
MX | Iván | Salgado Mora | 2000-04-16 | +525512345613 | SAMI000416CE9
| Avenida Juárez 2915, 72160 Puebla
PL | Zofia | Wilczek | 1991-12-12 | +48512345610 | 91121285029
| ul. Mokotowska 48, 00-543 Warszawa
PL | Kacper | Domański | 1976-02-06 | +48512345611 | 76020643370
| ul. Długa 31, 31-147 Kraków
PL | Marta | Lisowska | 1974-08-12 | +48512345612 | 74081260321
| ul. Świdnicka 19, 50-066 Wrocław
PL | Igor | Sikora | 1970-03-23 | +48512345613 | 70032338835
| ul. Piwna 7, 80-831 Gdańsk
NL | Femke | van Dalen | 1987-03-16 | +31612345610 | 875254238
| Prinsengracht 402, 1016 JB Amsterdam
NL | Joris | Hoekstra | 1973-04-17 | +31612345611 | 211970852
| Oudegracht 118, 3511 AW Utrecht
NL | Sanne | Verbruggen | 1986-01-07 | +31612345612 | 705789044
| Witte de Withstraat 60, 3012 BS Rotterdam
NL | Bram | Dijkman | 1967-05-12 | +31612345613 | 772167849
| Grote Markt 21, 9712 HR Groningen
"""
_LOGINS = {"Lucía Ferrer Soto": TRAVELER, "Camille Bertin": VIP}

_EMPLOYEES = """
service | Amaia | Goñi | customer_service | Customer care | +34600123450 | ES
finance | Henrik | Solberg | finance | Finance | +4915123450001 | DE
operations | Teresa | Valadares | operations | Flight operations | +351912345001 | PT
it | Noor | Bakker | it | Platform | +31612345001 | NL
"""

COMPANIONS = tuple(
    name.strip()
    for name in """
    Adela Ferrer, Bruno Costa, Clara Weiss, Diego Salas, Emma Laurent, Felix Arnold, Gloria Nunes,
    Henri Caron, Irene Pardo, Jakub Nowicki, Karin Holm, Leo Barbieri, Mina Sato, Noah Fields,
    Olga Petit, Pablo Rivas, Quinn Harper, Rosa Bianchi, Stefan Kruger, Tara Quinn, Ugo Ricci,
    Vera Lopes, Wanda Kowal, Yuri Tanaka
    """.split(",")
)
"""Who flies along."""


def _address(first: str, last: str) -> str:
    plain = unicodedata.normalize("NFKD", f"{first}.{last}").encode("ascii", "ignore").decode()
    return f"{plain.lower().replace(' ', '')}@{DOMAIN}"


def travelers(starts_at: datetime) -> tuple[DemoTraveler, ...]:
    """Everybody who books, one registration an hour from *starts_at* on."""
    return tuple(
        DemoTraveler(
            at=starts_at + timedelta(hours=1 + place),
            registration=_registration(*row),
            origin_address=f"192.0.2.{1 + place}",
        )
        for place, row in enumerate(rows(_TRAVELERS))
    )


def _registration(
    country: str, first: str, last: str, born: str, phone: str, tax_id: str, address: str
) -> TravelerRegistration:
    return TravelerRegistration(
        email=_LOGINS.get(f"{first} {last}", _address(first, last)),
        password=PASSWORD,
        first_name=first,
        last_name=last,
        birth_date=date.fromisoformat(born),
        phone=phone,
        address=address,
        country=country,
        tax_id=tax_id,
    )


def employees() -> tuple[EmployeeDetails, ...]:
    """One for each position."""
    return tuple(
        EmployeeDetails(
            email=f"{name}@{DOMAIN}",
            password=PASSWORD,
            first_name=first,
            last_name=last,
            position=Position(position),
            department=department,
            phone=phone,
            country=country,
        )
        for name, first, last, position, department, phone, country in rows(_EMPLOYEES)
    )
