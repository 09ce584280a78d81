// Runs inside the page: what the eye would see, as plain data.

/** Boxes of all visible pieces of text, with the box each must stay in. */
export function texts() {
  const visible = (element) => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  const box = (rect) => ({ left: rect.left, top: rect.top, right: rect.right, bottom: rect.bottom });
  const found = [];
  for (const text of document.querySelectorAll("svg text")) {
    const svg = text.ownerSVGElement;
    if (!visible(svg)) continue;
    const scale = text.getScreenCTM().a;
    const room = Number(text.dataset.width ?? Infinity) * scale;
    found.push({ words: text.textContent, ...box(text.getBoundingClientRect()), room, frame: box(svg.getBoundingClientRect()) });
  }
  if (document.body === null) return found;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.data.trim() === "" || node.parentElement.closest("svg") || !visible(node.parentElement)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const scroller = node.parentElement.closest(".scroll, .wide");
    const width = scroller ? Infinity : document.documentElement.clientWidth;
    for (const rect of range.getClientRects()) {
      if (rect.width > 0) {
        found.push({ words: node.data, ...box(rect), room: Infinity, frame: { left: 0, top: -Infinity, right: width, bottom: Infinity } });
      }
    }
  }
  return found;
}

/** Contrast of every visible text with what is painted behind it, where it is under `least`. */
export function faint(least) {
  const parse = (colour) => {
    const parts = colour.match(/[\d.]+/g)?.map(Number);
    return parts && (parts[3] ?? 1) > 0.5 ? parts.slice(0, 3) : null;
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (x, y) => {
    for (const element of document.elementsFromPoint(x, y)) {
      if (["text", "tspan", "line"].includes(element.tagName)) continue;
      const style = getComputedStyle(element);
      const paint = parse(element.ownerSVGElement ? style.fill : style.backgroundColor);
      if (paint) return paint;
    }
    return parse(getComputedStyle(document.documentElement).backgroundColor) ?? [255, 255, 255];
  };
  const bad = [];
  const own = (element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== "");
  for (const element of (document.body ?? document).querySelectorAll(document.body ? "svg text, :not(svg *)" : "text")) {
    const words = own(element) || element.querySelector(":scope > tspan") !== null;
    if (!words || !element.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(element);
    const rect = (element.ownerSVGElement ? element : range).getBoundingClientRect();
    const style = getComputedStyle(element);
    const colour = parse(element.ownerSVGElement ? style.fill : style.color);
    for (const part of [0.02, 0.5, 0.98]) {
      const [x, y] = [rect.left + rect.width * part, (rect.top + rect.bottom) / 2];
      if (x >= (element.closest(".scroll")?.getBoundingClientRect().right ?? Infinity)) continue;
      if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) continue;
      const [a, b] = [light(colour), light(ground(x, y))];
      const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      if (contrast < least) bad.push(`${element.textContent.trim().slice(0, 40)}: ${contrast.toFixed(2)}`);
    }
  }
  return bad;
}
