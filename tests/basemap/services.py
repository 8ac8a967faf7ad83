"""Answers to GetCapabilities, written by hand after the two standards' own examples."""

from __future__ import annotations

MODERN = """<?xml version="1.0" encoding="UTF-8"?>
<WMS_Capabilities version="1.3.0" xmlns="http://www.opengis.net/wms" xmlns:xlink="http://www.w3.org/1999/xlink">
  <Service><Name>WMS</Name><Title>市政务地图服务</Title><ContactInformation><ContactPersonPrimary>
    <ContactOrganization>市自然资源局</ContactOrganization></ContactPersonPrimary></ContactInformation></Service>
  <Capability>
    <Request><GetMap><Format>image/png</Format><Format>image/jpeg</Format></GetMap></Request>
    <Exception><Format>XML</Format></Exception>
    <Layer><Title>全部</Title><CRS>EPSG:4490</CRS><CRS>EPSG:3857</CRS>
      <EX_GeographicBoundingBox><westBoundLongitude>118.2</westBoundLongitude>
        <eastBoundLongitude>119.2</eastBoundLongitude><southBoundLatitude>37.1</southBoundLatitude>
        <northBoundLatitude>37.9</northBoundLatitude></EX_GeographicBoundingBox>
      <Layer queryable="1"><Name>roads</Name><Title>路网</Title><Abstract>市政道路
        中心线</Abstract></Layer>
      <Layer><Name>fences</Name><Title>积水</Title><CRS>CRS:84</CRS>
        <Attribution><Title>市水务局</Title></Attribution>
        <Dimension name="time" units="ISO8601" default="2026-03-01T00:00:00Z">2026-01-01/2026-03-01/P1D</Dimension>
      </Layer>
    </Layer>
    <Layer><Name>local</Name><Title>城建坐标</Title><CRS>EPSG:2437</CRS></Layer>
  </Capability>
</WMS_Capabilities>"""

OLD = """<?xml version='1.0' encoding="ISO-8859-1" standalone="no" ?>
<!DOCTYPE WMT_MS_Capabilities SYSTEM "http://schemas.opengis.net/wms/1.1.1/WMS_MS_Capabilities.dtd" [
  <!ELEMENT VendorSpecificCapabilities EMPTY>
]>
<WMT_MS_Capabilities version="1.1.1"><Service><Name>OGC:WMS</Name><Title>caf\xe9</Title></Service>
  <Capability><Request><GetMap><Format>image/png; mode=8bit</Format></GetMap></Request>
    <Layer><Title>root</Title><SRS>EPSG:4326 EPSG:900913</SRS>
      <LatLonBoundingBox minx="118.2" miny="37.1" maxx="119.2" maxy="37.9"/>
      <Layer><Name>a</Name><Title>A</Title><SRS>EPSG:32650</SRS>
        <Dimension name="time" units="ISO8601"/><Extent name="time" default="2025-12-31">x</Extent></Layer>
    </Layer></Capability></WMT_MS_Capabilities>"""

LAUGHS = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>
<WMS_Capabilities version="1.3.0"><Service><Title>&b;</Title></Service></WMS_Capabilities>"""
SECRET = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<WMS_Capabilities version="1.3.0"><Service><Title>&a;</Title></Service></WMS_Capabilities>"""
DEFAULTS = """<?xml version="1.0"?><!DOCTYPE x [<!ATTLIST Layer fill CDATA "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">]>
<WMS_Capabilities version="1.3.0"><Capability><Layer/></Capability></WMS_Capabilities>"""
OUTSIDE = """<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd">
<WMS_Capabilities version="1.3.0"><Service><Title>t&unknown;</Title></Service></WMS_Capabilities>"""
LOGIN = '<!DOCTYPE html><html><body><form><input type="password" name=p></form></body></html>'
PAGE = "<!DOCTYPE html><html><title>It works</title></html>"
REFUSAL = """<?xml version="1.0"?><ServiceExceptionReport version="1.3.0"><ServiceException code="NotNow">
this service is closed at night</ServiceException></ServiceExceptionReport>"""


def deep(levels: int) -> str:
    """Layers in layers."""
    return f'<WMS_Capabilities version="1.3.0">{"<Layer>" * levels}{"</Layer>" * levels}</WMS_Capabilities>'


def wide(layers: int) -> str:
    """One layer beside another."""
    each = "".join(f"<Layer><Name>l{n}</Name></Layer>" for n in range(layers))
    top = f"<Capability><Layer><CRS>EPSG:3857</CRS>{each}</Layer></Capability>"
    return f'<WMS_Capabilities version="1.3.0">{top}</WMS_Capabilities>'
