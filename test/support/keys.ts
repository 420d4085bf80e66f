import type { Locator, Page } from 'playwright-core';

const MOST_STEPS = 150;

/** A person without a mouse: keys are pressed, nothing else; what is on the screen is only looked at. */
export class Keys {
  constructor(private readonly page: Page) {}

  /** Walks with Tab until something has the focus. */
  async reach(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await target.waitFor();
    for (let step = 0; step < MOST_STEPS; step += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press(key);
    }
    throw new Error(`${MOST_STEPS} steps of the keyboard do not reach ${String(target)}`);
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Goes to a field and types over what is in it. */
  async write(field: Locator, text: string): Promise<void> {
    await this.reach(field);
    await this.press('Control+A');
    await this.page.keyboard.type(text);
  }

  async activate(control: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
    await this.reach(control);
    await this.press(key);
  }

  /** Signs in by keys from the sign-in page. */
  async signIn(url: string, login: string, password: string): Promise<void> {
    await this.page.goto(`${url}/sign-in`);
    await this.write(this.page.locator('input[autocomplete="username"]'), login);
    await this.write(this.page.locator('input[type="password"]'), password);
    await this.press('Enter');
    await this.page.waitForURL((address) => address.pathname !== '/sign-in');
  }
}
