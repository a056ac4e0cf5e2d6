import { describe, expect, it } from 'vitest';
import { focusText, openFile, runCommand } from '../rig/workbench.ts';
import { quick } from './experiments.ts';
import { PlotPanel } from './panel.ts';
import { useWindow } from './window.ts';

const window = useWindow({ 'quick.lora.json': quick });
const panel = (): PlotPanel => new PlotPanel(window().page);

describe('the panel’s page', () => {
  it('draws under its policy without a violation', async () => {
    const { page } = window();
    const violations: string[] = [];
    page.on('console', message => {
      const text = message.text();
      if (text.includes('Content Security Policy') && /main\.js|active-frame/.test(text))
        violations.push(text);
    });
    await openFile(page, 'quick.lora.json');
    await focusText(page);
    await runCommand(page, 'LoRA: Run Experiment');
    await panel().waitForState('Done');
    await expect.poll(async () => (await panel().curves('loss')).length).toBe(4);
    expect(violations).toEqual([]);
  });

  it('runs no script written into the page', async () => {
    // an eval() written here would prove nothing: the debugger's own evaluation is exempt from the policy
    const ran = await panel()
      .frame.locator('body')
      .evaluate(async body => {
        const script = document.createElement('script');
        script.textContent = 'window.inlineRan = true';
        body.append(script);
        body.setAttribute('onclick', 'window.stringRan = true');
        body.dispatchEvent(new MouseEvent('click'));
        await new Promise(resolve => setTimeout(resolve, 200));
        return { inline: 'inlineRan' in window, string: 'stringRan' in window };
      });
    expect(ran).toEqual({ inline: false, string: false });
  });

  it('may fetch nothing, from here or elsewhere', async () => {
    const policy = await panel()
      .frame.locator('meta[http-equiv="Content-Security-Policy"]')
      .getAttribute('content');
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe-eval|unsafe-inline|\*|http:|connect-src/);
  });

  it('asked nobody outside this machine', () => {
    expect(window().outside).toEqual([]);
  });
});
