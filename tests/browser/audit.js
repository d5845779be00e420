// Looks at a page as it is laid out and returns what a reader would trip over, as JSON:
// a list of sentences, empty when all is well.
(() => {
  const problems = [];
  const name = (element) => {
    const text = (element.textContent || "").trim().replace(/\s+/g, " ").slice(0, 60);
    return `<${element.tagName.toLowerCase()}> "${text}"`;
  };

  // Nothing wider than the screen, except inside regions that scroll by themselves.
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth + 1) {
    const wide = [...document.body.querySelectorAll("*")].filter(
      (element) =>
        element.getBoundingClientRect().right > root.clientWidth + 1 &&
        !element.closest("svg") &&
        !element.closest("[role=region][tabindex]"),
    );
    problems.push(
      `the page is ${root.scrollWidth}px wide on a ${root.clientWidth}px screen: ` +
        wide.slice(0, 3).map(name).join(", "),
    );
  }
  for (const element of document.querySelectorAll("*")) {
    const style = getComputedStyle(element);
    const scrolls = ["auto", "scroll"].includes(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
    if (scrolls && element !== root && element !== document.body && element.tabIndex < 0) {
      problems.push(`a region that scrolls cannot be reached by keyboard: ${name(element)}`);
    }
  }

  // Figures: each text inside the picture, no two texts on top of each other.
  for (const svg of document.querySelectorAll("svg[viewBox]")) {
    const frame = svg.getBoundingClientRect();
    if (frame.width === 0) continue;
    const texts = [...svg.querySelectorAll("text")]
      .map((text) => ({ text, box: text.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0);
    for (const { text, box } of texts) {
      if (
        box.left < frame.left - 0.5 || box.right > frame.right + 0.5 ||
        box.top < frame.top - 0.5 || box.bottom > frame.bottom + 0.5
      ) {
        problems.push(`text leaves its figure: ${name(text)}`);
      }
    }
    for (let i = 0; i < texts.length; i += 1) {
      for (let j = i + 1; j < texts.length; j += 1) {
        const [a, b] = [texts[i].box, texts[j].box];
        const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        // Line boxes are taller than letters: lines may touch by a third of their height.
        const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (width > 0.5 && height > 0.34 * Math.min(a.height, b.height)) {
          problems.push(`texts overlap: ${name(texts[i].text)} and ${name(texts[j].text)}`);
        }
      }
    }
  }

  // Contrast of all text against what is behind it (WCAG 2.2, 1.4.3).
  const parse = (colour) => {
    const match = colour.match(/rgba?\(([^)]+)\)/);
    if (!match) return null;
    const [r, g, b, a = 1] = match[1].split(/[ ,/]+/).map(Number);
    return { r, g, b, a };
  };
  const luminance = ({ r, g, b }) => {
    const channel = (value) => {
      const c = value / 255;
      return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    };
    return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour && colour.a === 1) return colour;
    }
    return matchMedia("(prefers-color-scheme: dark)").matches ? { r: 18, g: 18, b: 18 } : { r: 255, g: 255, b: 255 };
  };
  const seen = new Set();
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!own || element.getBoundingClientRect().width === 0) continue;
    const style = getComputedStyle(element);
    const front = parse(element.closest("svg") ? style.fill : style.color);
    if (!front || front.a === 0) continue;
    const [x, y] = [luminance(front), luminance(behind(element))];
    const ratio = (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && parseInt(style.fontWeight, 10) >= 700);
    const key = `${style.color}${style.fill}${element.tagName}`;
    if (ratio < (large ? 3 : 4.5) && !seen.has(key)) {
      seen.add(key);
      problems.push(`contrast ${ratio.toFixed(2)} of ${name(element)}`);
    }
  }
  return JSON.stringify(problems);
})();
