// One style sheet, one script, one file of icons and the fonts, each with a hash of its content in its name: browsers
// may keep them for ever.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, parse } from "node:path";
import { build } from "esbuild";
import postcss from "postcss";
import { pfIcons } from "@patternfly/patternfly/icons/pficons.mjs";

const ICONS = [
  "add-circle-o", "cluster", "connected", "error-circle-o", "in-progress", "info", "not-started", "ok", "running",
  "server", "unknown", "warning-triangle",
];

const UNUSED_THEME = /pf-v6-theme-(felt|glass|high-contrast)/;
const UNUSED_FONT = /pficon|Font Awesome|Italic/;
const DARK = ":root:where(.pf-v6-theme-dark)";

/** Packs the folder `source` into `assets` for these templates, and writes the files' names into `names`. */
export async function pack(source, templates, assets, names) {
  const words = new Set(templates.flatMap((file) => readFileSync(file, "utf8").match(/[\w-]+/g) ?? []));
  const trim = ({ path }) => ({ contents: trimmed(readFileSync(path, "utf8"), words), loader: "css" });
  const result = await build({
    absWorkingDir: source,
    entryPoints: ["console.css", "console.js"],
    outdir: assets,
    assetNames: "[name]-[hash]",
    bundle: true,
    minify: true,
    legalComments: "none",
    target: ["chrome120", "firefox121", "safari17"],
    loader: { ".woff2": "file" },
    write: false,
    logLevel: "warning",
    plugins: [{ name: "trim", setup: (esbuild) => esbuild.onLoad({ filter: /patternfly.*\.css$/ }, trim) }],
  });
  mkdirSync(assets, { recursive: true });
  const favicon = readFileSync(join(source, "favicon.svg"), "utf8");
  const lines = [written(assets, "icons.svg", icons()), written(assets, "favicon.svg", favicon)];
  for (const file of result.outputFiles) {
    const name = basename(file.path);
    if (name.endsWith(".css")) {
      lines.push(written(assets, name, withoutUnusedProperties(file.text)));
    } else if (name.endsWith(".js")) {
      lines.push(written(assets, name, file.text));
    } else {
      writeFileSync(file.path, file.contents);
    }
  }
  writeFileSync(names, lines.sort().join("\n") + "\n");
}

// Writes a file with the hash of its content in its name; gives the line that names it.
function written(assets, name, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 12);
  const { name: stem, ext } = parse(name);
  writeFileSync(join(assets, `${stem}-${hash}${ext}`), content);
  return `${name}=${stem}-${hash}${ext}`;
}

// PatternFly's style sheets without what these templates do not use: 60 KB are left of 2 MB.
function trimmed(text, words) {
  const css = postcss.parse(text);
  css.walkRules((rule) => {
    if (rule.parent.name?.endsWith("keyframes")) {
      return;
    }
    rule.selectors = rule.selectors.filter((selector) => isUsed(selector, words));
    if (rule.selectors.every((selector) => selector === "")) {
      rule.remove();
    }
  });
  css.walkAtRules("font-face", (face) => {
    if (UNUSED_FONT.test(face.toString())) {
      face.remove();
    }
  });
  // PatternFly's dark theme is a class, which takes a script to set. The browser's own wish is enough.
  css.walkRules(DARK, (rule) => {
    const wished = postcss.atRule({ name: "media", params: "(prefers-color-scheme: dark)" });
    wished.append(rule.clone({ selector: ":root:where(:not(.pf-v6-theme-light))" }));
    rule.replaceWith(wished);
  });
  return css.toString();
}

// Whether each class outside of :is(), :where() and :not(), which name alternatives, is a word of a template.
function isUsed(selector, words) {
  if (UNUSED_THEME.test(selector)) {
    return false;
  }
  const plain = selector.replaceAll(/:(is|where|not)\([^()]*(\([^()]*\))*[^()]*\)/g, "");
  return (plain.match(/\.[\w-]+/g) ?? []).every((name) => words.has(name.slice(1)));
}

// Removes custom properties that nothing refers to, again and again: some are referred to by removed ones alone.
function withoutUnusedProperties(text) {
  const css = postcss.parse(text);
  let removed;
  do {
    removed = 0;
    const used = new Set([...css.toString().matchAll(/var\(\s*(--[\w-]+)/g)].map((match) => match[1]));
    css.walkDecls(/^--/, (declaration) => {
      if (!used.has(declaration.prop)) {
        declaration.remove();
        removed++;
      }
    });
    css.walkRules((rule) => {
      if (rule.nodes.length === 0) {
        rule.remove();
      }
    });
  } while (removed > 0);
  return css.toString();
}

function icons() {
  const symbols = ICONS.map((name) => {
    const { width, height, svgPathData } = pfIcons[name];
    return `<symbol id="${name}" viewBox="0 0 ${width} ${height}"><path d="${svgPathData}"/></symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
}
