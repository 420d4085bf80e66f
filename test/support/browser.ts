import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';
import { PASSWORD } from './station.js';

const SHOTS = resolve(import.meta.dirname, '../../build/screenshots');

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const DESKTOP = { width: 1366, height: 768 };
export const PHONE = { width: 360, height: 740 };

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env.IZDEU_CHROMIUM ?? '/usr/bin/chromium', args: ARGUMENTS });

/** One person at one device: a context of its own that remembers everything the page complained about. */
export class Person {
  readonly complaints: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      // Asking who is signed in before anybody is answers 401, which the browser reports by itself.
      if (message.type() === 'error' && !message.text().includes('401')) this.complaints.push(message.text());
    });
    page.on('request', (request) => {
      if (new URL(request.url()).hostname !== '127.0.0.1')
        this.complaints.push(`outside request: ${request.url()}`);
    });
  }

  static async open(browser: Browser, options: BrowserContextOptions = {}): Promise<Person> {
    const context = await browser.newContext({
      viewport: DESKTOP,
      locale: 'en-GB',
      permissions: ['geolocation'],
      geolocation: { latitude: 52.965, longitude: 63.115, accuracy: 8 },
      ...options,
    });
    context.setDefaultTimeout(20_000);
    return new Person(context, await context.newPage());
  }

  async signIn(url: string, login: string, password = PASSWORD): Promise<void> {
    await this.page.goto(`${url}/sign-in`);
    await this.page.locator('input[autocomplete="username"]').fill(login);
    await this.page.locator('input[type="password"]').fill(password);
    await this.page.keyboard.press('Enter');
    await this.page.waitForURL((address) => address.pathname !== '/sign-in');
  }

  /** Keeps a picture of the page as build output. */
  async shot(name: string): Promise<void> {
    await mkdir(SHOTS, { recursive: true });
    await this.page.screenshot({ path: resolve(SHOTS, `${name}.png`) });
  }
}
