"""A small archive in order, and ways to spoil it."""

import io
import zipfile
from datetime import date

from webapp.timetable.gtfs.network import Network

FILES = {
    "agency.txt": """agency_id,agency_name,agency_url,agency_timezone,agency_lang,agency_email
9900010491,Abşeron Avtobus,https://abseron.example,Asia/Baku,az,a@abseron.example
""",
    "stops.txt": """stop_id,stop_name,stop_lat,stop_lon,zone_id,location_type,parent_station,platform_code
BAK,Bakı,40.4236,49.7996,,1,,
BAK.12,Bakı,40.4236,49.7996,A,0,BAK,12
YEV,Yevlax,40.6172,47.15,B,0,,
GNC,Gəncə,40.6828,46.3606,C,0,,
""",
    "routes.txt": """route_id,agency_id,route_short_name,route_long_name,route_type,route_color,route_text_color
R1,9900010491,501,Bakı – Gəncə,202,0055AA,FFFFFF
""",
    "trips.txt": """route_id,service_id,trip_id,trip_headsign,bus_plate,bus_seats,bus_layout
R1,daily,T8,Gəncə,10-AA-111,49,2+2
R1,daily,T14,Gəncə,10-AA-112,49,2+2
""",
    "stop_times.txt": """trip_id,arrival_time,departure_time,stop_id,stop_sequence
T8,08:00:00,08:00:00,BAK.12,0
T8,11:30:00,11:40:00,YEV,1
T8,13:00:00,13:00:00,GNC,2
T14,22:30:00,22:30:00,BAK.12,0
T14,26:00:00,26:10:00,YEV,1
T14,27:30:00,27:30:00,GNC,2
""",
    "calendar.txt": """service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date
daily,1,1,1,1,1,1,1,20260101,20991231
""",
    "calendar_dates.txt": """service_id,date,exception_type
daily,20270101,2
""",
    "fare_attributes.txt": """fare_id,price,currency_type,payment_method,transfers
F1,14.00,AZN,1,0
""",
    "fare_rules.txt": """fare_id,route_id,origin_id,destination_id
F1,R1,A,C
""",
    "feed_info.txt": """feed_publisher_name,feed_publisher_url,feed_lang,feed_start_date,feed_end_date
AYNA,https://ayna.example,az,20260101,20991231
""",
    "translations.txt": """table_name,field_name,language,translation,record_id
stops,stop_name,ru,Баку,BAK
""",
}
SECOND = {
    "areas.txt": "area_id\nR1:1\nR1:4\n",
    "stop_areas.txt": "area_id,stop_id\nR1:1,BAK\nR1:1,YEV\nR1:4,GNC\n",
    "networks.txt": "network_id\nN1\n",
    "route_networks.txt": "network_id,route_id\nN1,R1\n",
    "rider_categories.txt": "rider_category_id,rider_category_name,is_default_fare_category\n"
    "adult,Böyük,1\nchild,Uşaq,0\nbenefit_veteran,Veteran,0\n",
    "fare_media.txt": "fare_media_id,fare_media_type\ncard,2\n",
    "fare_products.txt": "fare_product_id,rider_category_id,fare_media_id,amount,currency\n"
    "P,adult,,14.00,AZN\nP,child,,7.00,AZN\nP,benefit_veteran,,0,AZN\nP,adult,card,13.50,AZN\n",
    "fare_leg_rules.txt": "network_id,from_area_id,to_area_id,fare_product_id\nN1,R1:1,R1:4,P\nN1,R1:4,R1:1,P\n",
}
KNOWN = Network(agencies={"9900010491": "Abşeron Avtobus"})
DAY = date(2026, 11, 23)


def spoiled(*edits, base=FILES):
    """Return the files with texts replaced: an edit is (file, old, new); without `old` the file becomes `new` or goes."""
    files = dict(base)
    for file, old, new in edits:
        if old is None and new is None:
            del files[file]
        elif old is None:
            files[file] = new
        else:
            assert old in files[file], f"{file} has no {old!r}"
            files[file] = files[file].replace(old, new, 1)
    return files


def packed(files, compression=zipfile.ZIP_DEFLATED):
    """Return the files as an archive."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", compression) as archive:
        for name, text in files.items():
            archive.writestr(name, text, compresslevel=1)
    return content.getvalue()
