// A long list of which only what is near the view is made. It lies in blocks; one that is far away is empty, as high as
// it was or as its items are guessed to be.
const BLOCK = 30; // items of a block
const WHOLE = 400; // items up to which everything is made: a short text can be searched and read aloud as a whole
const NEAR = 1.5; // heights of the view, above and below it, in which everything is made
const FAR = 4; // heights of the view beyond which blocks are emptied again

export class Windowed {
  /**
   * @param pane what scrolls
   * @param list what the blocks are put into, nothing else in it
   * @param block makes the element of a block
   * @param draw makes the element of an item, by its number
   * @param guesses returns a function that says how high an item will be, in pixels, by its number
   * @param renumber tells an element that its number is another now
   */
  constructor(pane, list, { block, draw, guesses, renumber = () => {} }) {
    Object.assign(this, { pane, list, block, draw, guesses, renumber });
    this.blocks = []; // { element, count, made, height }
    this.count = 0;
    this.width = 0;
    pane.addEventListener("scroll", () => this.fill(), { passive: true });
    new ResizeObserver(() => this.resized()).observe(pane);
  }

  get windowed() {
    return this.count > WHOLE;
  }

  /** Begin anew with so many items; the view stays where it was. */
  reset(count) {
    const top = this.pane.scrollTop;
    this.count = count;
    this.blocks = [];
    for (let at = 0; at < count; at += BLOCK) {
      this.blocks.push({ element: this.block(), count: Math.min(BLOCK, count - at), made: false, height: 0 });
    }
    this.measure();
    this.list.replaceChildren(...this.blocks.map((one) => one.element));
    this.pane.scrollTop = top;
    this.fill();
  }

  /** Take items out, and put others in at the same place. */
  splice(at, cut, put) {
    if (cut > 2 * BLOCK || put > 2 * BLOCK || !this.blocks.length) {
      this.reset(this.count - cut + put);
      return;
    }
    this.keeping(() => {
      const [number, offset] = this.place(at);
      const first = this.blocks[number];
      for (let left = cut, from = offset, n = number; left > 0; n++, from = 0) {
        const block = this.blocks[n];
        const gone = Math.min(left, block.count - from);
        if (block.made) for (const one of [...block.element.children].slice(from, from + gone)) one.remove();
        block.count -= gone;
        if (!block.made) block.height = 0;
        left -= gone;
      }
      first.count += put;
      this.count += put - cut;
      if (!first.made) first.height = 0;
      else {
        const behind = first.element.children[offset] ?? null;
        for (let n = at; n < at + put; n++) first.element.insertBefore(this.draw(n), behind);
      }
      this.blocks = this.blocks.filter((one) => one.count || (one.element.remove(), false));
      if (cut !== put) this.each((element, n) => n >= at + put && this.renumber(element, n));
      this.measure();
    });
    this.fill();
  }

  /** Return the element of an item; null where it is not made. */
  at(number) {
    if (number < 0 || number >= this.count) return null;
    const [block, offset] = this.place(number);
    return this.blocks[block].made ? this.blocks[block].element.children[offset] : null;
  }

  /** Return the number of the item whose element this is. */
  numberOf(element) {
    let before = 0;
    for (const block of this.blocks) {
      if (block.element === element.parentElement) return before + [...block.element.children].indexOf(element);
      before += block.count;
    }
    return -1;
  }

  /** Draw an item again, where it is made. */
  redraw(number) {
    const old = this.at(number);
    if (old && !old.querySelector("textarea")) old.replaceWith(this.draw(number));
  }

  /**
   * Scroll to an item, and return its element; null where there is no such item.
   * @param isCentred false: only as far as is needed for it to be seen
   */
  show(number, { isCentred = false } = {}) {
    for (let rounds = 0; rounds < 2; rounds++) {
      if (number < 0 || number >= this.count) return null;
      this.make(this.blocks[this.place(number)[0]]);
      const [box, view] = [this.at(number).getBoundingClientRect(), this.pane.getBoundingClientRect()];
      if (isCentred) this.pane.scrollTop += box.top + box.height / 2 - (view.top + view.height / 2);
      else if (box.top < view.top) this.pane.scrollTop += box.top - view.top;
      else if (box.bottom > view.bottom) this.pane.scrollTop += box.bottom - view.bottom;
      this.fill(); // what comes in around it may be of another height than was guessed
    }
    return this.at(number);
  }

  /** Call something for each element that is made. */
  each(call) {
    let before = 0;
    for (const block of this.blocks) {
      if (block.made) [...block.element.children].forEach((one, n) => call(one, before + n));
      before += block.count;
    }
  }

  /** Make what is near the view, and empty what is far from it. */
  fill() {
    if (!this.blocks.length) return;
    if (!this.windowed) {
      if (this.blocks.some((one) => !one.made)) this.keeping(() => this.blocks.forEach((one) => this.make(one)));
      return;
    }
    for (let rounds = 0; rounds < 4; rounds++) {
      const wanted = this.within(NEAR).filter((one) => !one.made);
      if (!wanted.length) break;
      this.keeping(() => wanted.forEach((one) => this.make(one)));
    }
    const kept = new Set(this.within(FAR));
    for (const one of this.blocks) if (one.made && !kept.has(one)) this.empty(one);
  }

  // --- how it is done

  place(number) {
    let before = 0;
    for (let n = 0; n < this.blocks.length; n++) {
      if (number < before + this.blocks[n].count) return [n, number - before];
      before += this.blocks[n].count;
    }
    const last = this.blocks.length - 1;
    return [last, number - before + this.blocks[last].count];
  }

  make(block) {
    if (block.made) return;
    let number = 0;
    for (const one of this.blocks) {
      if (one === block) break;
      number += one.count;
    }
    const items = [];
    for (let n = number; n < number + block.count; n++) items.push(this.draw(n));
    block.element.replaceChildren(...items);
    block.element.style.height = "";
    block.made = true;
  }

  empty(block) {
    const chosen = getSelection();
    const used = block.element.contains(document.activeElement) || block.element.querySelector("textarea");
    if (used || (chosen && !chosen.isCollapsed && chosen.containsNode(block.element, true))) return;
    block.height = block.element.getBoundingClientRect().height;
    block.element.replaceChildren();
    block.element.style.height = `${block.height}px`;
    block.made = false;
  }

  /** Guess how high the empty blocks will be, those of which it is not known. */
  measure() {
    const guess = this.guesses();
    let number = 0;
    for (const block of this.blocks) {
      if (!block.made && !block.height) {
        for (let n = number; n < number + block.count; n++) block.height += guess(n);
        block.element.style.height = `${block.height}px`;
      }
      number += block.count;
    }
  }

  resized() {
    if (this.pane.clientWidth !== this.width) {
      this.width = this.pane.clientWidth;
      for (const block of this.blocks) if (!block.made) block.height = 0;
      this.keeping(() => this.measure());
    }
    this.fill();
  }

  /** Return the blocks that are at most so many heights of the view away from it. */
  within(heights) {
    const view = this.pane.getBoundingClientRect();
    const [top, bottom] = [view.top - heights * view.height, view.bottom + heights * view.height];
    return this.blocks.filter((one) => {
      const box = one.element.getBoundingClientRect();
      return box.bottom >= top && box.top <= bottom;
    });
  }

  /** Do something that may change heights, and leave what is at the top of the view there. */
  keeping(change) {
    const top = this.pane.getBoundingClientRect().top;
    const block = this.blocks.find((one) => one.element.getBoundingClientRect().bottom > top);
    if (!block) return change();
    const parts = block.made ? [...block.element.children] : [];
    const anchor = parts.find((one) => one.getBoundingClientRect().bottom > top) ?? block.element;
    const before = anchor.getBoundingClientRect();
    change();
    if (!anchor.isConnected) return;
    const after = anchor.getBoundingClientRect();
    const share = anchor === block.element && before.top < top ? (top - before.top) / before.height : 0;
    const by = after.top + share * after.height - (before.top + share * before.height);
    if (Math.abs(by) >= 1 && this.pane.scrollTop > 0) this.pane.scrollTop += by;
  }
}
