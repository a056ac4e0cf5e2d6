import { html, nothing, type TemplateResult } from 'lit';

/** A choice of one among a few words: a radio group, moved through with the arrow keys. */
export function segment<T extends string>(
  name: string,
  options: readonly { readonly value: T; readonly label: string }[],
  chosen: T,
  choose: (value: T) => void,
  className = '',
  showName = true,
): TemplateResult {
  const move = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: 1,
      ArrowDown: 1,
      ArrowLeft: -1,
      ArrowUp: -1,
    };
    const step = Object.hasOwn(steps, event.key) ? steps[event.key] : undefined;
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const at = options.findIndex(option => option.value === chosen);
    const next = (at + step + options.length) % options.length;
    choose(options[next]!.value);
    (event.currentTarget as HTMLElement).querySelectorAll('button')[next]?.focus();
  };
  return html`<span class="segment ${className}" role="radiogroup" aria-label=${name} @keydown=${move}>
    ${showName ? html`<span aria-hidden="true">${name}</span>` : nothing}
    ${options.map(
      ({ value, label }) =>
        html`<button
          type="button"
          role="radio"
          aria-checked=${value === chosen ? 'true' : 'false'}
          tabindex=${value === chosen ? 0 : -1}
          class=${value === chosen ? 'on' : ''}
          @click=${() => choose(value)}
        >
          ${label}
        </button>`,
    )}
  </span>`;
}
