import { Controller, Get, Header, Param, Post } from '@nestjs/common';
import { LinkCookies } from '../accounts/link-cookies.js';
import { Throttling } from '../accounts/throttling.js';
import { CurrentVisitor, Public } from '../web/access.js';
import type { Current } from '../web/current.js';
import { Optional, SameAs, Secret } from '../web/fields.js';
import { Form, OnRefusal } from '../web/form.js';
import { type Exchange, Http } from '../web/http.js';
import { say } from '../web/message.js';
import { NeverShownAgain } from '../web/never-shown-again.js';
import { page, seeOther } from '../web/page.js';
import { KeyRenewal } from './key-renewal.service.js';
import { RECOVERY_CODE } from './recovery-code.controller.js';

const LINK = 'key-renewal';

class RenewalForm {
  @Secret(say('Choose a master password.')) password: string;
  @SameAs('password', say('Type the same password twice.'))
  @Secret(say('Type the master password again.'))
  passwordAgain: string;
  @NeverShownAgain() @Optional(400) recoveryCode = '';
  @NeverShownAgain() @Optional(50) code = '';
}

/** The pages behind the link for a forgotten master password. Only the form changes anything. */
@Controller('key-renewal')
export class KeyRenewalController {
  constructor(
    private readonly renewal: KeyRenewal,
    private readonly throttling: Throttling,
    private readonly cookies: LinkCookies,
  ) {}

  @Get(':token')
  @Public()
  async open(@CurrentVisitor() current: Current, @Param('token') token: string, @Http() { reply }: Exchange) {
    await this.throttling.link(current, () => this.renewal.find(current, token));
    this.cookies.keep(reply, LINK, token);
    return seeOther('/key-renewal');
  }

  @Get()
  @Public()
  @Header('Cache-Control', 'no-store')
  async show(@CurrentVisitor() current: Current, @Http() { request }: Exchange) {
    const { user, link, places, sole } = await this.renewal.find(current, this.cookies.read(request, LINK));
    const lost = places.filter(({ status, sole, forlorn }) => status === 'confirmed' && !sole && !forlorn);
    const forlorn = places.filter((place) => place.forlorn);
    return page('providers/key-renewal', { user, link, sole, lost, forlorn });
  }

  /** Nobody is signed in by it: the new password is typed next, and whatever else signing in asks for. */
  @Post()
  @Public()
  @OnRefusal('show')
  async create(@CurrentVisitor() current: Current, @Form() form: RenewalForm, @Http() { request, reply }: Exchange) {
    const open = await this.renewal.find(current, this.cookies.read(request, LINK));
    const { recoveryCodes, waits } = await this.renewal.make(current, open, form);
    this.cookies.forget(reply, LINK);
    const [first] = recoveryCodes;
    if (first) {
      this.cookies.keep(reply, RECOVERY_CODE, recoveryCodes.flat().join(' '));
      const back = encodeURIComponent(`/providers/${first[0]}/recovery-code`);
      return seeOther(
        `/sign-in?back=${back}`,
        say(
          'Your new master password counts. Sign in with it: a new recovery code is shown next, and the old one is dead.',
        ),
      );
    }
    if (waits) {
      return seeOther(
        '/sign-in?back=/invitation/accepted',
        say('Your new master password counts. Sign in with it: your new fingerprint phrase is shown next.'),
      );
    }
    return seeOther('/sign-in', say('Your new master password counts. Sign in with it.'));
  }
}
