"""Charts and maps drawn on the server as SVG: one picture for the page, the PDF and print.

Pure functions: values and words go in, a `Picture` comes out (the drawing, and the rows of the
table to print beside it). All words are passed in already translated; no Django here.

A picture carries no `style` attribute and no `<style>` element (the content security policy
forbids both). Each mark has presentation attributes, which is what the PDF and a saved file show,
and classes, by which a page's own sheet recolours it. A sheet needs to say only what differs:

    class                          what it is                     light            dark
    chart                          the root (max-width: 100 %; height: auto)
    chart-text                     labels and values (fill)       #1c2b33          #e6edf0
    chart-muted                    notes, axis words (fill)       #55636c          #a9b7be
    chart-axis                     the base line (stroke)         #7f8b93          #73828a
    chart-bar s1                   marks of series 1 (fill)       #0b4f63          #63b8cd
              s2                                                  #2b7c93          #2f8aa3
              s3                                                  #66737e          #96a3ac
              s4                                                  #00303d          #cfe6ec
              s5                                                  #8f6118          #d19a45
    chart-on-s1 .. chart-on-s5     words upon a mark (fill)       #ffffff          #0e1519
    chart-hatch-ground             "unknown": its ground (fill)   #ffffff          #151c21
    chart-hatch-line               "unknown": its lines (stroke)  #6b7780          #8f9ca4
    chart-outline                  "unknown": its edge (stroke)   #6b7780          #8f9ca4
    map-ground                     neighbours (fill; stroke)      #e9edef #ffffff  #232c32 #151c21
    map-country b0                 none recorded (fill)           #f7f9fa          #1a2328
                b1                 lowest bin                     #d3e6ea          #1d3b45
                b2                                                #9cc7d1          #2a5968
                b3                                                #5ba2b3          #346f82
                b4                                                #22758b          #6db1c3
                b5                 highest bin                    #0b4f63          #b9dfe8
    map-edge                       border of b0 to b3 (stroke)    #3f5661          #8aa0ab
    map-edge-light                 border of b4 and b5 (stroke)   #ffffff          #151c21
    chart-on-b0 .. chart-on-b5     names upon a country (fill)    #1c2b33          #e6edf0
    (of them b4 and b5)                                          #ffffff          #0e1519

`tumar.kernel.drawing.palette` holds the light column; a test holds this table against it.
Bars stand out 3:1 or more from the page in both columns; map bins are told apart by lightness and
bounded by `map-edge`. Never give `.unknown` or `.map-kind` a fill: their patterns are attributes, and what
a pattern is made of carries the classes above.

A picture drawn 720 wide is legible down to about 560 pixels. For a telephone draw it a second
time with `width=340` (and another `prefix`) and let the sheet show one of the two.
"""

from tumar.kernel.drawing.bars import Bar, bar_chart
from tumar.kernel.drawing.columns import Column, column_chart
from tumar.kernel.drawing.kinds import Kind, KindOf, kinds_map
from tumar.kernel.drawing.maps import TALLEST, MapValue, map_chart
from tumar.kernel.drawing.picture import Picture, data_table
from tumar.kernel.drawing.shapes import Shapes, load_shapes
from tumar.kernel.drawing.shares import Share, share_chart

__all__ = [
    "TALLEST",
    "Bar",
    "Column",
    "Kind",
    "KindOf",
    "MapValue",
    "Picture",
    "Shapes",
    "Share",
    "bar_chart",
    "column_chart",
    "data_table",
    "kinds_map",
    "load_shapes",
    "map_chart",
    "share_chart",
]
