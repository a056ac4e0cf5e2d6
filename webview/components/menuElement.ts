import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { icon } from '../icons.ts';

/** An entry of a menu; with `checked` it is a switch and leaves the menu open. */
export interface MenuItem {
  readonly label: string;
  readonly content?: TemplateResult;
  readonly checked?: boolean;
  /** Cannot be chosen; it is read all the same. */
  readonly disabled?: boolean;
  /** Lines below the label, with a description for each. */
  readonly detail?: TemplateResult;
  /** Words above the entry, where a new part of the menu begins. */
  readonly section?: string;
  readonly act: () => void;
}

/** A button that drops a menu: arrows move, Enter and Space choose, Esc closes and returns the focus. */
export class MenuElement extends LitElement {
  static override properties = {
    label: { attribute: false },
    face: { attribute: false },
    items: { attribute: false },
    end: { type: Boolean },
    open: { state: true },
  };

  /** Accessible name of the button and the menu. */
  declare label: string;
  /** What the button shows. */
  declare face: TemplateResult;
  declare items: readonly MenuItem[];
  /** The menu is flush with the button's right edge. */
  declare end: boolean;
  declare open: boolean;

  constructor() {
    super();
    this.label = '';
    this.face = html``;
    this.items = [];
    this.end = false;
    this.open = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('pointerdown', this.#outside);
  }

  protected override render(): TemplateResult {
    return html`<button
        type="button"
        class="face ${this.open ? 'on' : ''}"
        aria-haspopup="menu"
        aria-expanded=${this.open ? 'true' : 'false'}
        aria-label=${this.label}
        @click=${() => this.#toggle(!this.open)}
        @keydown=${this.#faceKey}
      >
        ${this.face}${icon('chevronDown')}
      </button>
      ${
        this.open
          ? html`<div
              class="menu ${this.end ? 'end' : ''}"
              role="menu"
              aria-label=${this.label}
              @keydown=${this.#menuKey}
              @focusout=${this.#focusLeft}
            >
              ${this.items.map(item => this.#entry(item))}
            </div>`
          : nothing
      }`;
  }

  #entry(item: MenuItem): TemplateResult {
    const isSwitch = item.checked !== undefined;
    const choose = () => {
      if (item.disabled) return;
      item.act();
      if (!isSwitch) this.#toggle(false);
    };
    const mark = item.checked ? icon('check') : html`<span class="icon"></span>`;
    return html`${
        item.section === undefined
          ? nothing
          : html`<div class="section" aria-hidden="true">${item.section}</div>`
      }<button
        type="button"
        class=${item.detail ? 'detailed' : ''}
        role=${isSwitch ? 'menuitemcheckbox' : 'menuitem'}
        aria-checked=${isSwitch ? String(item.checked) : nothing}
        aria-disabled=${item.disabled ? 'true' : nothing}
        tabindex="-1"
        @click=${choose}
      >
        ${isSwitch ? mark : nothing}<span class="entry">${item.content ?? item.label}</span
        >${item.detail ?? nothing}
      </button>`;
  }

  #toggle(open: boolean): void {
    this.open = open;
    document.removeEventListener('pointerdown', this.#outside);
    if (open) document.addEventListener('pointerdown', this.#outside);
    void this.updateComplete.then(() => (open ? this.#focusEntry(0) : this.querySelector('button')?.focus()));
  }

  readonly #outside = (event: Event): void => {
    if (event.target instanceof Node && this.contains(event.target)) return;
    this.open = false;
    document.removeEventListener('pointerdown', this.#outside);
  };

  readonly #focusLeft = (event: FocusEvent): void => {
    const next = event.relatedTarget;
    if (next instanceof Node && !this.contains(next)) this.open = false;
  };

  readonly #faceKey = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' || this.open) return;
    event.preventDefault();
    event.stopPropagation();
    this.#toggle(true);
  };

  readonly #menuKey = (event: KeyboardEvent): void => {
    const entries = this.#entries();
    const at = entries.findIndex(entry => entry === document.activeElement);
    if (event.key === 'Escape') this.#toggle(false);
    else if (event.key === 'ArrowDown') this.#focusEntry((at + 1) % entries.length);
    else if (event.key === 'ArrowUp') this.#focusEntry((at - 1 + entries.length) % entries.length);
    else if (event.key === 'Home') this.#focusEntry(0);
    else if (event.key === 'End') this.#focusEntry(entries.length - 1);
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') event.stopPropagation();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  #focusEntry(index: number): void {
    this.#entries()[index]?.focus();
  }

  #entries(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('[role^="menuitem"]')];
  }
}

customElements.define('lora-menu', MenuElement);
