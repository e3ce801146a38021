// Packs what browsers load into <target>/classes/META-INF/resources/assets, once for each state of this folder and of
// the templates, whose class names say which styles are needed.
// Run by Maven: node build.mjs <target>
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const source = dirname(fileURLToPath(import.meta.url));
const target = resolve(process.argv[2] ?? "target");
const work = join(target, "web");
const output = join(target, "classes");
const stamp = join(output, "META-INF", "web.stamp");

const files = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes("node_modules"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
const templates = files(join(source, "..", "resources", "templates"));
const state = createHash("sha256");
for (const file of [...files(source), ...templates]) {
  state.update(relative(source, file)).update(readFileSync(file));
}
const wanted = state.digest("hex");

if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) {
  mkdirSync(work, { recursive: true });
  cpSync(source, work, { recursive: true, filter: (path) => !path.includes("node_modules") });
  const lock = readFileSync(join(work, "package-lock.json"));
  const installed = join(work, "node_modules", ".lock");
  if (!existsSync(installed) || !readFileSync(installed).equals(lock)) {
    // npm is a script of node's own folder or of the PATH; "npm.cmd" on Windows needs a shell.
    execFileSync("npm", ["ci", "--loglevel=error"], { cwd: work, stdio: "inherit", shell: process.platform === "win32" });
    writeFileSync(installed, lock);
  }
  const assets = join(output, "META-INF", "resources", "assets");
  rmSync(assets, { recursive: true, force: true });
  const { pack } = await import(pathToFileURL(join(work, "pack.mjs")));
  await pack(work, templates, assets, join(output, "console-assets.properties"));
  writeFileSync(stamp, wanted);
}
