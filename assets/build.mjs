// Bundles the style sheets and scripts, copies the PDF fonts and draws the country shapes.
// The build hook runs this with Node from PyPI; nothing that it writes is committed.
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { countryShapes } from "./shapes.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, "node_modules");
const pages = join(root, "src/tumar/desk/static/tumar");
const fonts = join(root, "src/tumar/kernel/fonts");
const shapes = join(root, "src/tumar/kernel/shapes.json");

const FACES = {
  "noto-sans": ["400Regular/NotoSans_400Regular", "700Bold/NotoSans_700Bold"],
  "noto-naskh-arabic": [
    "400Regular/NotoNaskhArabic_400Regular",
    "700Bold/NotoNaskhArabic_700Bold",
  ],
  "noto-sans-georgian": [
    "400Regular/NotoSansGeorgian_400Regular",
    "700Bold/NotoSansGeorgian_700Bold",
  ],
  "noto-sans-armenian": [
    "400Regular/NotoSansArmenian_400Regular",
    "700Bold/NotoSansArmenian_700Bold",
  ],
};

const SHEETS = {
  "desk.css": ["@tabler/core/dist/css/tabler.min.css", "./assets/css/desk.css"],
  "desk.rtl.css": ["@tabler/core/dist/css/tabler.rtl.min.css", "./assets/css/desk.css"],
  "portal.css": ["./assets/css/portal.css"],
  "field.css": ["./assets/css/field.css"],
};

// A page must never reach a foreign host, so an address in a sheet of somebody else is cut out.
const noForeignHosts = {
  name: "no-foreign-hosts",
  setup(bundle) {
    bundle.onLoad({ filter: /\.css$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8"))
        .replace(/@import\s+(url\()?["']?(https?:)?\/\/[^;]*;/g, "")
        .replace(/url\(\s*["']?(https?:)?\/\/[^)]*\)/g, "none")
        .replace(/\/\*#\s*sourceMappingURL=[^*]*\*\//g, ""),
      loader: "css",
    }));
  },
};

const common = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  legalComments: "eof",
  logLevel: "warning",
  target: ["chrome109", "firefox115", "safari16"],
};

async function buildSheets() {
  for (const [name, parts] of Object.entries(SHEETS)) {
    await build({
      ...common,
      stdin: {
        contents: parts.map((part) => `@import "${part}";`).join("\n"),
        loader: "css",
        resolveDir: root,
      },
      plugins: [noForeignHosts],
      outfile: join(pages, name),
    });
    const sheet = await readFile(join(pages, name), "utf8");
    const foreign = sheet.match(/(@import|url\()\s*["']?(https?:)?\/\/[^"')]*/);
    if (foreign) throw new Error(`${name} reaches a foreign host: ${foreign[0]}`);
  }
}

async function buildScripts() {
  const entryPoints = ["desk", "portal", "field", "field-codes", "field-worker"]
    .map((name) => `assets/js/${name}.js`)
    .filter((path) => existsSync(join(root, path)));
  await build({ ...common, entryPoints, outdir: pages, format: "iife" });
}

async function copyStaticFiles() {
  if (existsSync(join(root, "assets/static"))) {
    await cp(join(root, "assets/static"), pages, { recursive: true });
  }
}

async function copyFonts() {
  for (const [family, faces] of Object.entries(FACES)) {
    const from = join(modules, "@expo-google-fonts", family);
    for (const face of faces) {
      await cp(join(from, `${face}.ttf`), join(fonts, `${face.split("/")[1]}.ttf`));
    }
    await cp(join(from, "LICENSE_FONT"), join(fonts, `LICENSE-${family}.txt`));
  }
}

for (const folder of [pages, fonts]) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
}
await Promise.all([buildSheets(), buildScripts(), copyStaticFiles(), copyFonts()]);
await writeFile(shapes, JSON.stringify(countryShapes()));
