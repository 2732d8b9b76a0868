"""Agencies, their rockets, and the spaceports they start from; the companies are invented."""

from datetime import datetime, timedelta

from astrobookings.application.agencies.add_rocket import RocketDetails
from astrobookings.application.agencies.add_spaceport import SpaceportDetails
from astrobookings.application.identity.register_agency import AgencyRegistration
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.entrypoints.demo_data.people import DOMAIN, PASSWORD
from astrobookings.entrypoints.demo_data.tables import rows
from astrobookings.entrypoints.demo_data.values import DemoAgency, DemoRocket

__all__ = ["AGENCY", "agencies", "rockets", "spaceports"]

AGENCY = f"agency@{DOMAIN}"

# login | company | country | phone | tax id | contact person | legal address | description
_AGENCIES = """
agency | Perihelion Lines | ES | +34911234510 | B43210772 | Iria Souto
| Calle de Velázquez 94, 28006 Madrid | Scheduled flights from low orbit to the Moon since 2019.
meridian | Blue Meridian Spaceflight | US | +13215550110 | 840148612 | Grant Ellison
| 1400 Astronaut Boulevard, Cape Canaveral, FL 32920 | Long journeys with room to breathe.
nordlicht | Nordlicht Raumfahrt | DE | +4930123456 | DE347698604 | Silke Harms
| Unter den Eichen 87, 12205 Berlin | Small crews, northern launches, the Moon in nine days.
etoiles | Compagnie des Étoiles | FR | +33142685310 | 578979486 | Aurélien Masson
| 22 avenue de Friedland, 75008 Paris | Dining, silence and a window seat for everybody.
hoshizora | Hoshizora Orbital | JP | +81335814321 | 4230405418735 | Naoko Ishida
| 2-4-1 Marunouchi, Chiyoda, Tokyo | Punctual orbital flights and the largest lunar liner.
cruzeiro | Cruzeiro do Sul Espacial | BR | +552123456710 | 90310832495740 | Joana Siqueira
| Avenida Rio Branco 156, Rio de Janeiro | From the equator up: more sky for the same fuel.
noordster | Noordster Ruimtereizen | NL | +31201234510 | NL277926270B01 | Wouter Hartman
| Keizersgracht 555, 1017 DR Amsterdam | A young company that waits for its approval.
"""
_WAITING = {"noordster"}

# agency | name | model | passengers | range | description
_ROCKETS = """
agency | Alborada | PL-2 | 12 | low_earth_orbit | Two orbits at sunrise.
agency | Vendaval | PL-4 | 24 | iss | The shuttle to the station.
agency | Estela | PL-7 | 40 | moon | Around the Moon and back in eight days.
meridian | Meridian One | BM-100 | 16 | iss | A week at the station.
meridian | Long Reach | BM-300 | 60 | moon | Two decks, four domes.
meridian | Farthest Shore | BM-500 | 30 | mars | The long crossing.
nordlicht | Polarfuchs | NR-1 | 8 | low_earth_orbit | Over both poles in a day.
nordlicht | Nordkap | NR-3 | 20 | moon | Lunar orbit for a small crew.
etoiles | Hirondelle | CE-1 | 10 | iss | A long weekend above the clouds.
etoiles | Grand Large | CE-5 | 36 | mars | Three years, one library, a garden.
hoshizora | Tsubame | HO-1 | 6 | low_earth_orbit | Six seats, six windows.
hoshizora | Kaguya Maru | HO-8 | 48 | moon | The lunar liner.
cruzeiro | Garça | CS-1 | 14 | low_earth_orbit | Ninety minutes of blue.
cruzeiro | Albatroz | CS-2 | 28 | iss | Station and back in six days.
cruzeiro | Andorinha | CS-4 | 4 | moon | Four friends, one Moon.
"""

# name | location | latitude | longitude | zone | description
_SPACEPORTS = """
Cape Canaveral | Florida, United States | 28.489 | -80.578 | America/New_York
| Launch pads between the lagoon and the Atlantic.
Guiana Space Centre | Kourou, French Guiana | 5.239 | -52.768 | America/Cayenne
| Near the equator, where the Earth gives the most speed.
Esrange | Kiruna, Sweden | 67.893 | 21.104 | Europe/Stockholm
| North of the Arctic Circle, for flights over the poles.
Tanegashima | Kagoshima, Japan | 30.401 | 130.978 | Asia/Tokyo
| Pads on the cliffs of a southern island.
Mahia | Hawke's Bay, New Zealand | -39.262 | 177.865 | Pacific/Auckland
| An open sea to the east and clear nights.
"""


def agencies(starts_at: datetime) -> tuple[DemoAgency, ...]:
    """Every company, one registration an hour from *starts_at* on; one still waits."""
    return tuple(
        DemoAgency(
            at=starts_at + timedelta(hours=1 + place),
            registration=_registration(*row),
            origin_address=f"198.51.100.{1 + place}",
            approved=row[0] not in _WAITING,
        )
        for place, row in enumerate(rows(_AGENCIES))
    )


def _registration(
    login: str,
    company: str,
    country: str,
    phone: str,
    tax_id: str,
    contact: str,
    address: str,
    description: str,
) -> AgencyRegistration:
    first, last = contact.split()
    email = f"{login}@{DOMAIN}"
    return AgencyRegistration(
        email=email,
        password=PASSWORD,
        first_name=first,
        last_name=last,
        company_name=company,
        description=description,
        contact_person=contact,
        contact_email=email,
        contact_phone=phone,
        tax_id=tax_id,
        legal_address=address,
        country=country,
    )


def rockets() -> tuple[DemoRocket, ...]:
    """The fleets of the approved agencies."""
    return tuple(
        DemoRocket(
            agency=f"{login}@{DOMAIN}",
            details=RocketDetails(
                name=name,
                model=model,
                capacity=int(capacity),
                range=Destination(range_),
                description=description,
            ),
        )
        for login, name, model, capacity, range_, description in rows(_ROCKETS)
    )


def spaceports() -> tuple[SpaceportDetails, ...]:
    """Places in five time zones."""
    return tuple(
        SpaceportDetails(
            name=name,
            location=location,
            latitude=float(latitude),
            longitude=float(longitude),
            time_zone=zone,
            description=description,
        )
        for name, location, latitude, longitude, zone, description in rows(_SPACEPORTS)
    )
