// htmx lets forms and links update parts of a page. Without it, they load the whole page and work as well.
import "htmx.org";
import "htmx-ext-sse";
