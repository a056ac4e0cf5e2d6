import { noChange, type ElementPart } from 'lit';
import { Directive, PartType, directive, type PartInfo } from 'lit/directive.js';

type Styles = Readonly<Record<string, string>>;

/** Sets styles one by one through the element's own style object: the policy blocks style attributes. */
class StyledDirective extends Directive {
  #previous: Styles = {};

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('styled() stands in the tag: <div ${styled({…})}>');
  }

  override render(_styles: Styles): typeof noChange {
    return noChange;
  }

  override update(part: ElementPart, [styles]: [Styles]): typeof noChange {
    const { element } = part;
    if (!(element instanceof HTMLElement)) return noChange;
    for (const name of Object.keys(this.#previous))
      if (!Object.hasOwn(styles, name)) element.style.removeProperty(name);
    for (const [name, value] of Object.entries(styles))
      if (this.#previous[name] !== value) element.style.setProperty(name, value);
    this.#previous = styles;
    return noChange;
  }
}

/** `<div ${styled({ left: '3px' })}>` */
export const styled = directive(StyledDirective);
