import { Controller, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { z } from 'zod';
import { first } from '../basics/must.js';
import { ok } from '../basics/result.js';
import { Perform } from '../house/perform.js';
import { WHOLE_HOUSE } from '../access/access.js';
import type { Visitor } from '../access/visitor.js';
import { attach, Input, opened, Serve, Who } from '../house/route.js';
import { toAkoma, type Exported } from './akoma.js';
import { numbers } from './clause.js';
import { toDocx } from './docx.js';
import { readFor } from './files.acts.js';
import { toHtml } from './html.js';
import {
  ENTER_STAGE,
  ENTER_VERSION,
  CORRECT_INSTRUMENT,
  FOUND_INSTRUMENT,
  FREEZE_VERSION,
  PREVIEW_VERSION,
  STRIKE_STAGE,
} from './instruments.acts.js';
import { instrumentRoutes as routes } from './instruments.contract.js';
import {
  exportedVersion,
  instrumentPlace,
  instrumentSummaries,
  pathSeenBy,
  instrumentView,
  versionView,
} from './instruments.store.js';
import { toMarkdown } from './markdown.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

@Controller()
export class InstrumentsController {
  constructor(private readonly perform: Perform) {}

  @Serve(routes.instruments)
  instruments(@Who() who: Visitor) {
    return this.perform.read(who, {
      act: routes.instruments.act,
      place: async () => WHOLE_HOUSE,
      view: async (tx) => {
        const unseen = await this.perform.unseenBy(tx, who);
        const instruments = await instrumentSummaries(tx, null);
        return { instruments: instruments.map((one) => pathSeenBy(one, unseen)) };
      },
    });
  }

  @Serve(routes.instrument)
  instrument(@Who() who: Visitor, @Input() { instrument }: In<typeof routes.instrument>) {
    return this.perform.read(who, {
      act: routes.instrument.act,
      place: (tx) => instrumentPlace(tx, instrument),
      view: async (tx) => {
        const view = await instrumentView(tx, instrument);
        return view && pathSeenBy(view, await this.perform.unseenBy(tx, who));
      },
    });
  }

  @Serve(routes.version)
  version(@Who() who: Visitor, @Input() { instrument, number }: In<typeof routes.version>) {
    return this.perform.read(who, {
      act: routes.version.act,
      place: (tx) => instrumentPlace(tx, instrument),
      view: (tx) => versionView(tx, instrument, number),
    });
  }

  @Serve(routes.found)
  found(@Who() who: Visitor, @Input() input: In<typeof routes.found>) {
    return this.perform.perform(who, FOUND_INSTRUMENT, input);
  }

  @Serve(routes.correct)
  correct(@Who() who: Visitor, @Input() input: In<typeof routes.correct>) {
    return this.perform.perform(who, CORRECT_INSTRUMENT, input);
  }

  @Serve(routes.previewVersion)
  async preview(@Who() who: Visitor, @Input() input: In<typeof routes.previewVersion>) {
    const texts = await readFor(this.perform, who, { act: 'version.preview', ...input });
    if (!texts.ok) return texts;
    const read = await this.perform.perform(who, PREVIEW_VERSION, { ...input, texts: texts.value });
    if (!read.ok) return read;
    const { clauses, dropped, differing, expressions, authentic, hash } = read.value;
    const labels = numbers(clauses);
    return ok({
      ...{ dropped, differing: [...differing], authentic, hash },
      clauses: clauses.map((clause) => ({ ...clause, number: labels[clause.id] ?? null })),
      languages: expressions.map((one) => one.lang),
      words: Object.fromEntries(
        expressions.map(({ lang, clauses: own }) => [lang, own.map(({ text }) => text)]),
      ),
    });
  }

  @Serve(routes.freezeVersion)
  async freeze(@Who() who: Visitor, @Input() input: In<typeof routes.freezeVersion>) {
    const texts = await readFor(this.perform, who, { act: 'version.freeze', ...input });
    if (!texts.ok) return texts;
    return this.perform.perform(who, FREEZE_VERSION, { ...input, texts: texts.value });
  }

  @Serve(routes.enterVersion)
  enterVersion(@Who() who: Visitor, @Input() input: In<typeof routes.enterVersion>) {
    return this.perform.perform(who, ENTER_VERSION, input);
  }

  @Serve(routes.akoma)
  akoma(@Who() who: Visitor, @Res() response: Response, @Input() input: In<typeof routes.akoma>) {
    return this.exported(who, response, { input, route: routes.akoma, write: toAkoma, ending: 'xml' });
  }

  @Serve(routes.html)
  html(@Who() who: Visitor, @Res() response: Response, @Input() input: In<typeof routes.html>) {
    return this.exported(who, response, { input, route: routes.html, write: toHtml, ending: 'html' });
  }

  @Serve(routes.markdown)
  markdown(@Who() who: Visitor, @Res() response: Response, @Input() input: In<typeof routes.markdown>) {
    const write = ({ expressions }: Exported) => toMarkdown(first(expressions).clauses);
    return this.exported(who, response, { input, route: routes.markdown, write, ending: 'md' });
  }

  @Serve(routes.docx)
  docx(@Who() who: Visitor, @Res() response: Response, @Input() input: In<typeof routes.docx>) {
    const write = ({ expressions }: Exported) => {
      const { clauses, lang } = first(expressions);
      return toDocx(clauses, lang);
    };
    return this.exported(who, response, { input, route: routes.docx, write, ending: 'docx' });
  }

  /** A version, in all its languages or the one that is asked for, as a file; where its text is not known, not found. */
  private async exported(
    who: Visitor,
    response: Response,
    {
      input: { instrument, number, lang },
      route: { media = '' },
      write,
      ending,
    }: {
      input: In<typeof routes.akoma>;
      route: { media?: string };
      write: (version: Exported) => string | Uint8Array;
      ending: string;
    },
  ): Promise<void> {
    const version = opened(
      await this.perform.read(who, {
        act: routes.docx.act,
        place: (tx) => instrumentPlace(tx, instrument),
        view: (tx) => exportedVersion(tx, { instrument, number, lang: lang ?? null }),
      }),
    );
    attach(response, {
      type: /^text|xml$/.test(media) ? `${media}; charset=utf-8` : media,
      name: `${instrument}-${number}${lang ? `-${lang}` : ''}.${ending}`,
      content: write(version),
    });
  }

  @Serve(routes.enterStage)
  enterStage(@Who() who: Visitor, @Input() input: In<typeof routes.enterStage>) {
    return this.perform.perform(who, ENTER_STAGE, input);
  }

  @Serve(routes.strikeStage)
  strikeStage(@Who() who: Visitor, @Input() input: In<typeof routes.strikeStage>) {
    return this.perform.perform(who, STRIKE_STAGE, input);
  }
}
