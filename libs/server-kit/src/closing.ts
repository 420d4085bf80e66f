import { Injectable, type OnModuleDestroy } from '@nestjs/common';

/** Whether this process is about to end; `/health/ready` says so, and whoever shares out connections looks there. */
@Injectable()
export class Closing implements OnModuleDestroy {
  private hasBegun = false;

  get begun(): boolean {
    return this.hasBegun;
  }

  begin(): void {
    this.hasBegun = true;
  }

  onModuleDestroy(): void {
    this.begin();
  }
}
