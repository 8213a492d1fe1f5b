import type { z } from 'zod';
import type { noticeSchema } from '../../notice/document.ts';

/** The answer to `GET /api/notice` in JSON. */
export type NoticeAnswer = z.input<typeof noticeSchema>;
