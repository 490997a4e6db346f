import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import PDFDocument from 'pdfkit';
import type { Lang } from '../basics/fields.js';
import { must } from '../basics/must.js';
import { HOME } from './home.js';

/** A piece of text in one style. */
export interface Piece {
  readonly text: string;
  readonly style?: 'bold' | 'dim';
}

/** What stands on paper, from top to bottom. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | ({ readonly kind: 'paragraph' } & Piece)
  | {
      readonly kind: 'table';
      /** `width`: the column's part of all widths. */
      readonly columns: readonly { readonly head: string; readonly width: number }[];
      /** A cell is its pieces, one under the other. The first cell of a row is its heading. */
      readonly rows: readonly (readonly (readonly Piece[])[])[];
    };

type Table = Extract<Block, { kind: 'table' }>;

export interface Paper {
  readonly title: string;
  readonly lang: Lang;
  readonly blocks: readonly Block[];
  /** What stands at the foot of a page. */
  readonly foot: (page: number, pages: number) => string;
}

const fontFile = (name: string): string => {
  const { resolve } = createRequire(join(HOME, 'package.json'));
  return join(dirname(resolve('dejavu-fonts-ttf/package.json')), 'ttf', `${name}.ttf`);
};

const SIZES = { text: 9.5, 1: 18, 2: 13, 3: 11 } as const;
const LEADING = 1.35;
const MARGIN = 50;
const PADDING = 5;
const INK = { bold: '#111111', plain: '#111111', dim: '#555555' } as const;

interface Line {
  readonly text: string;
  readonly style: 'bold' | 'plain' | 'dim';
}

/**
 * A PDF of A4 pages that is tagged for screen readers (PDF/UA-1): language, title, headings, paragraphs, tables with their
 * headings; fonts are in it. Rows that do not fit a page go on on the next one. Never throws for any text; cost: linear.
 */
export function pdfOf(paper: Paper): Promise<Buffer> {
  const sheet = new Sheet(paper);
  paper.blocks.forEach((block, place) => {
    // A heading stays with the beginning of what it is the heading of.
    const headed = paper.blocks[place - 1]?.kind === 'heading';
    if (block.kind === 'heading' && !headed) sheet.keep(paper.blocks.slice(place));
    sheet.add(block);
  });
  return sheet.end();
}

type Structure = PDFKit.PDFStructureElement;

class Sheet {
  private readonly doc: PDFKit.PDFDocument;
  private readonly parts: Buffer[] = [];
  private readonly done: Promise<void>;
  private readonly root: Structure;
  private y = MARGIN;

  constructor(private readonly paper: Paper) {
    this.doc = new PDFDocument({
      ...{ size: 'A4', margin: MARGIN, pdfVersion: '1.7', tagged: true },
      // The types of the package do not know this subset.
      subset: 'PDF/UA' as 'PDF/A-1a',
      ...{ lang: paper.lang, displayTitle: true, bufferPages: true, font: fontFile('DejaVuSans') },
      info: { Title: paper.title, Producer: 'Plenary', Creator: 'Plenary' },
    });
    this.doc.registerFont('plain', fontFile('DejaVuSans'));
    this.doc.registerFont('bold', fontFile('DejaVuSans-Bold'));
    this.doc.on('data', (part: Buffer) => this.parts.push(part));
    this.done = new Promise((ended, failed) => {
      this.doc.once('end', ended);
      this.doc.once('error', failed);
    });
    this.root = this.doc.struct('Document');
    this.doc.addStructure(this.root);
  }

  async end(): Promise<Buffer> {
    this.root.end();
    const { start, count } = this.doc.bufferedPageRange();
    for (let page = 0; page < count; page++) {
      this.doc.switchToPage(start + page);
      this.artifact(() => {
        this.doc.page.margins.bottom = 0;
        this.put({ text: this.paper.foot(page + 1, count), style: 'dim' }, MARGIN, this.bottom + 12);
      });
    }
    this.doc.end();
    await this.done;
    return Buffer.concat(this.parts);
  }

  add(block: Block): void {
    if (block.kind === 'table') return this.table(block);
    const heading = block.kind === 'heading';
    const size = heading ? SIZES[block.level] : SIZES.text;
    const style = heading ? 'bold' : (block.style ?? 'plain');
    const lines = this.wrap([{ text: block.text, ...(style !== 'plain' && { style }) }], this.width, size);
    if (heading && this.y > MARGIN) this.y += size * 0.8;
    const tag = heading ? `H${block.level}` : 'P';
    const structure = this.doc.struct(tag);
    this.root.add(structure);
    for (let from = 0; from < lines.length;) {
      const fit = Math.floor((this.bottom - this.y) / (size * LEADING));
      if (fit < 1) {
        this.turn();
        continue;
      }
      const here = lines.slice(from, from + fit);
      structure.add(this.marked(tag, () => this.lines(here, { x: MARGIN, y: this.y, size })));
      this.y += here.length * size * LEADING;
      from += fit;
    }
    structure.end();
    this.y += heading ? size * 0.35 : size * 0.5;
  }

  /** Turns the page where headings with a paragraph, or with what leads to the first row of a table, do not fit it any more. */
  keep(blocks: readonly Block[]): void {
    let needed = 0;
    for (const [place, block] of blocks.entries()) {
      if (block.kind === 'table') {
        const { heads, wrapped, height } = this.layout(block);
        const first = block.rows[0] ? height(wrapped(block.rows[0])) : 0;
        needed += height(heads) + Math.min(first, this.half);
        break;
      }
      const size = block.kind === 'heading' ? SIZES[block.level] : SIZES.text;
      const lines = this.wrap([{ text: block.text, style: 'bold' }], this.width, size).length;
      needed += Math.min(lines * size * LEADING, this.half) + size * 1.2;
      if (block.kind === 'paragraph' && blocks[place + 1]?.kind !== 'table') break;
    }
    if (this.y > MARGIN && this.y + needed > this.bottom) this.turn();
  }

  private layout({ columns }: Table) {
    const whole = columns.reduce((sum, { width }) => sum + width, 0);
    const widths = columns.map(({ width }) => (this.width * width) / whole);
    const lefts = widths.map((_, at) => widths.slice(0, at).reduce((sum, one) => sum + one, MARGIN));
    const wrapped = (cells: readonly (readonly Piece[])[]): Line[][] =>
      cells.map((cell, at) =>
        this.wrap(cell, must(widths[at], 'width of the column') - 2 * PADDING, SIZES.text),
      );
    const heads = wrapped(columns.map(({ head }) => [{ text: head, style: 'bold' }]));
    const height = (lines: readonly Line[][]): number =>
      Math.max(...lines.map((one) => one.length)) * SIZES.text * LEADING + 2 * PADDING;
    return { lefts, wrapped, heads, height };
  }

  private table(block: Table): void {
    const { columns, rows } = block;
    const { lefts, wrapped, heads, height } = this.layout(block);
    const size = SIZES.text;
    const cell = (lines: readonly Line[], at: number): void =>
      this.lines(lines, { x: must(lefts[at], 'column') + PADDING, y: this.y + PADDING, size });
    const table = this.doc.struct('Table');
    this.root.add(table);
    const beginRow = (tags: readonly string[], scopes: readonly (string | null)[]) => {
      const row = this.doc.struct('TR');
      table.add(row);
      return { row, cells: tags.map((tag, at) => ({ tag, box: this.cellOf(row, tag, scopes[at] ?? null) })) };
    };
    type Row = ReturnType<typeof beginRow>;
    const fill = ({ cells }: Row, lines: readonly Line[], at: number): void => {
      const { tag, box } = must(cells[at], 'cell of the row');
      box.add(this.marked(tag, () => cell(lines, at)));
    };
    const endRow = ({ row, cells }: Row): void => {
      for (const { box } of cells) box.end();
      row.end();
    };
    if (this.y + height(heads) + 40 > this.bottom) this.turn();
    const head = beginRow(
      columns.map(() => 'TH'),
      columns.map(() => 'Column'),
    );
    heads.forEach((lines, at) => fill(head, lines, at));
    endRow(head);
    this.y += height(heads);
    this.rule(1);
    for (const cells of rows) {
      let left = wrapped(cells);
      const row = beginRow(
        cells.map((_, at) => (at === 0 ? 'TH' : 'TD')),
        cells.map((_, at) => (at === 0 ? 'Row' : null)),
      );
      // What fits a page is not torn apart.
      const breaks = height(left) > this.bottom - this.y;
      if (breaks && height(left) < this.half) this.turnTable(heads, cell, height);
      while (left.some((lines) => lines.length > 0)) {
        const fit = Math.floor((this.bottom - this.y - 2 * PADDING) / (size * LEADING));
        if (fit < 1) {
          this.turnTable(heads, cell, height);
          continue;
        }
        const here = left.map((lines) => lines.slice(0, fit));
        here.forEach((lines, at) => {
          if (lines.length > 0) fill(row, lines, at);
        });
        this.y += height(here);
        left = left.map((lines) => lines.slice(fit));
      }
      endRow(row);
      this.rule(0.5);
    }
    table.end();
    this.y += size;
  }

  private cellOf(row: Structure, tag: string, scope: string | null): Structure {
    // ISO 32000-1, 14.8.5.7: what a heading is the heading of. The types of the package do not know it.
    const options = (scope === null ? {} : { scope }) as { title?: string };
    const cell = this.doc.struct(tag, options);
    row.add(cell);
    return cell;
  }

  /** A new page, with the table's heading again: of that a screen reader has heard. */
  private turnTable(
    heads: readonly Line[][],
    cell: (lines: readonly Line[], at: number) => void,
    height: (lines: readonly Line[][]) => number,
  ): void {
    this.turn();
    this.artifact(() => heads.forEach(cell));
    this.y += height([...heads]);
    this.rule(1);
  }

  private marked(tag: string, draw: () => void): PDFKit.PDFStructureContent {
    const content = this.doc.markStructureContent(tag);
    draw();
    this.doc.endMarkedContent();
    return content;
  }

  private artifact(draw: () => void): void {
    this.doc.markContent('Artifact', { type: 'Pagination' });
    draw();
    this.doc.endMarkedContent();
  }

  private rule(width: number): void {
    this.artifact(() => {
      this.doc
        .moveTo(MARGIN, this.y)
        .lineTo(MARGIN + this.width, this.y)
        .lineWidth(width)
        .strokeColor('#999999')
        .stroke();
    });
  }

  private turn(): void {
    this.doc.addPage();
    this.y = MARGIN;
  }

  private get width(): number {
    return this.doc.page.width - 2 * MARGIN;
  }

  private get half(): number {
    return (this.bottom - MARGIN) / 2;
  }

  private get bottom(): number {
    return this.doc.page.height - MARGIN - 10;
  }

  private lines(lines: readonly Line[], { x, y, size }: { x: number; y: number; size: number }): void {
    lines.forEach((line, at) => this.put(line, x, y + at * size * LEADING, size));
  }

  private put({ text, style }: Line, x: number, y: number, size: number = SIZES.text): void {
    this.doc
      .font(style === 'bold' ? 'bold' : 'plain')
      .fontSize(size)
      .fillColor(INK[style])
      // The blank keeps words apart for whoever reads or copies the text.
      .text(`${text} `, x, y, { lineBreak: false });
  }

  /** Lines that fit a width; a word that is too long is cut. */
  private wrap(pieces: readonly Piece[], width: number, size: number): Line[] {
    return pieces.flatMap(({ text, style = 'plain' }: { text: string; style?: Line['style'] }) => {
      this.doc.font(style === 'bold' ? 'bold' : 'plain').fontSize(size);
      const fits = (line: string): boolean => this.doc.widthOfString(line) <= width;
      return text.split(/\r?\n/).flatMap((paragraph) => {
        const lines: string[] = [];
        let line = '';
        for (let word of paragraph.split(/[ \t\f]+/)) {
          if (fits(line === '' ? word : `${line} ${word}`)) {
            line = line === '' ? word : `${line} ${word}`;
            continue;
          }
          if (line !== '') lines.push(line);
          while (!fits(word) && word.length > 1) {
            let cut = 1;
            while (cut < word.length && fits(word.slice(0, cut + 1))) cut++;
            lines.push(word.slice(0, cut));
            word = word.slice(cut);
          }
          line = word;
        }
        return [...lines, line].map((one): Line => ({ text: one, style }));
      });
    });
  }
}
