package io.remotingkafka.benchmarks.report;

import java.util.Locale;

/** Draws charts as SVG: horizontal bars with their figures, readable on light and on dark ground. */
final class Svg {
    private static final int WIDTH = 760;
    private static final int LEFT = 200;
    private static final int RIGHT = 90;
    private static final int TOP = 76;
    private static final int BAR = 18;
    private static final int GAP = 16;
    private static final int LINE = 4;

    /** Told apart by those who do not see red and green (Okabe and Ito). */
    private static final String[] COLOURS = {"#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00"};

    private static final String STYLE = """
            <style>
              text { font: 13px system-ui, sans-serif; fill: #1f2328; }
              .title { font-size: 16px; font-weight: 600; }
              .figure { font-size: 12px; font-variant-numeric: tabular-nums; }
              .ground { fill: #ffffff; }
              .axis { stroke: #8c959f; stroke-width: 1; }
              @media (prefers-color-scheme: dark) { text { fill: #e6edf3; } .ground { fill: #0d1117; } }
            </style>
            """;

    private Svg() {}

    static String draw(Chart chart) {
        int perGroup = chart.series().size() * (BAR + LINE) + GAP;
        int height = TOP + chart.groups().size() * perGroup + 12;
        double longest = chart.groups().stream()
                .flatMap(group -> group.values().stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
        double scale = (WIDTH - LEFT - RIGHT) / Math.max(longest, Double.MIN_NORMAL);
        StringBuilder svg = new StringBuilder();
        svg.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">\n"
                        .formatted(WIDTH, height, WIDTH, height));
        svg.append("<title>")
                .append(escaped(chart.title()))
                .append("</title>\n")
                .append(STYLE);
        svg.append("<rect class=\"ground\" width=\"%d\" height=\"%d\"/>\n".formatted(WIDTH, height));
        svg.append(text(16, 26, "title", "", chart.title() + " [" + chart.unit() + "]"));
        legend(chart, svg);
        int y = TOP;
        for (Chart.Group group : chart.groups()) {
            int middle = y + (perGroup - GAP) / 2 + LINE;
            svg.append(text(LEFT - 12, middle, "", "end", group.label()));
            for (int i = 0; i < chart.series().size(); i++) {
                double value = group.values().get(i);
                int top = y + i * (BAR + LINE);
                svg.append(bar(top, value * scale, COLOURS[i % COLOURS.length]));
                svg.append(text(LEFT + (int) (value * scale) + 6, top + BAR - LINE, "figure", "", Table.number(value)));
            }
            y += perGroup;
        }
        svg.append("<line class=\"axis\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n"
                .formatted(LEFT, TOP - LINE, LEFT, height - 12));
        return svg.append("</svg>\n").toString();
    }

    private static void legend(Chart chart, StringBuilder svg) {
        int x = 16;
        for (int i = 0; i < chart.series().size(); i++) {
            String name = chart.series().get(i);
            svg.append("<rect x=\"%d\" y=\"42\" width=\"12\" height=\"12\" rx=\"2\" fill=\"%s\"/>\n"
                    .formatted(x, COLOURS[i % COLOURS.length]));
            svg.append(text(x + 18, 53, "", "", name));
            x += 18 + 8 * name.length() + 16;
        }
    }

    private static String bar(int top, double width, String colour) {
        return String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\" fill=\"%s\"/>%n",
                LEFT,
                top,
                Math.max(1, width),
                BAR,
                colour);
    }

    private static String text(int x, int y, String style, String anchor, String text) {
        return "<text x=\"%d\" y=\"%d\"%s%s>%s</text>\n"
                .formatted(
                        x,
                        y,
                        style.isEmpty() ? "" : " class=\"" + style + "\"",
                        anchor.isEmpty() ? "" : " text-anchor=\"" + anchor + "\"",
                        escaped(text));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
