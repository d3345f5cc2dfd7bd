package dev.antipode.controller.report;

import java.util.List;

/** Small pieces of HTML. */
final class Html {
    /** The whole style sheet: a page must not ask any other machine for anything. */
    static final String STYLE = """
            :root { color-scheme: light dark; --ink: #1c2024; --soft: #60646c; --line: #e0e1e6; --paper: #fcfcfd;
              --main: #0b68cb; --second: #8b8d98; --third: #c2410c;
              --fourth: #1a7f37; --fifth: #8e4ec6; --sixth: #0e7490; }
            @media (prefers-color-scheme: dark) {
              :root { --ink: #edeef0; --soft: #a0a4ab; --line: #2e3135; --paper: #111113;
                --main: #70b8ff; --second: #797b86; --third: #ffa057;
                --fourth: #4cc38a; --fifth: #bf7af0; --sixth: #4ccce6; } }
            body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
              max-width: 86rem; margin: 2rem auto; padding: 0 1.25rem; }
            h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2rem 0 .6rem; }
            p.lead { color: var(--soft); margin: .2rem 0 1rem; }
            .charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(22rem, 1fr)); gap: 1rem; }
            .charts.one { grid-template-columns: minmax(0, 48rem); }
            .beside { display: flex; flex-wrap: wrap; gap: 1rem 3rem; align-items: flex-start; margin-top: 1rem; }
            .beside figure { flex: 0 1 38rem; }
            figure { margin: 0; } figcaption { font-size: .9rem; }
            svg { width: 100%; height: auto; display: block; }
            svg text { font-size: 11px; fill: var(--soft); font-variant-numeric: tabular-nums; }
            .grid { stroke: var(--line); stroke-width: 1; }
            path { fill: none; stroke-width: 1.6; stroke-linejoin: round; }
            path.main { stroke: var(--main); } path.second { stroke: var(--second); stroke-width: 1.1; }
            path.third { stroke: var(--third); } path.reference { stroke: var(--third); stroke-dasharray: 5 4; }
            path.fourth { stroke: var(--fourth); } path.fifth { stroke: var(--fifth); } path.sixth { stroke: var(--sixth); }
            path.band { stroke: none; fill-opacity: .14; } path.band.main { fill: var(--main); }
            path.band.second { fill: var(--second); } path.band.third { fill: var(--third); }
            path.band.fourth { fill: var(--fourth); } path.band.fifth { fill: var(--fifth); }
            path.band.sixth { fill: var(--sixth); }
            path.points { stroke-width: 6; stroke-linecap: round; stroke-dasharray: none; stroke-opacity: .75; }
            .key { font-size: .8rem; color: var(--soft); margin-left: .8rem; white-space: nowrap; }
            .key::before { content: ""; display: inline-block; width: 1.1em; border-top: 2px solid; margin-right: .35em;
              vertical-align: middle; }
            .key.main::before { border-color: var(--main); } .key.second::before { border-color: var(--second); }
            .key.third::before { border-color: var(--third); }
            .key.fourth::before { border-color: var(--fourth); } .key.fifth::before { border-color: var(--fifth); }
            .key.sixth::before { border-color: var(--sixth); }
            .key.reference::before { border-color: var(--third); border-top-style: dashed; }
            .key.points::before { width: .5em; border-top-width: .5em; border-radius: .25em; }
            p.advice { font-size: 1.1rem; max-width: 60rem; border-left: 4px solid var(--main); padding-left: .8rem; }
            p.note { color: var(--soft); font-size: .9rem; max-width: 60rem; }
            details { margin: .6rem 0; font-size: .9rem; } summary { color: var(--soft); cursor: pointer; }
            .scroll { overflow-x: auto; }
            table { border-collapse: collapse; font-size: .9rem; }
            th, td { text-align: left; padding: .25rem 1.2rem .25rem 0; border-bottom: 1px solid var(--line);
              vertical-align: top; }
            td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
            tr.total td { font-weight: 600; }
            .big { display: flex; flex-wrap: wrap; gap: 2.2rem; margin: 1.2rem 0; }
            .big div { color: var(--soft); font-size: .85rem; }
            .big b { display: block; font-size: 1.5rem; color: var(--ink); font-variant-numeric: tabular-nums; }
            """;

    private Html() {}

    /** Text as it may stand in HTML and in a quoted attribute. */
    static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(c);
            }
        }
        return safe.toString();
    }

    /** One row of a table; columns from {@code firstNumber} on are right-aligned. */
    static String row(String tag, String style, List<String> cells, int firstNumber) {
        StringBuilder row = new StringBuilder(style.isEmpty() ? "<tr>" : "<tr class=\"" + style + "\">");
        for (int i = 0; i < cells.size(); i++) {
            row.append('<')
                    .append(tag)
                    .append(i >= firstNumber ? " class=\"number\">" : ">")
                    .append(escape(cells.get(i)))
                    .append("</")
                    .append(tag)
                    .append('>');
        }
        return row.append("</tr>\n").toString();
    }
}
