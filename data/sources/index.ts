import type { Format } from '#app/features/observatoire/formats.ts'
import { dictionnaireInsee } from './dictionnaire-insee/format.ts'
import { filosofi } from './filosofi/format.ts'
import { generique } from './generique/format.ts'
import { inseeBases } from './insee-bases/format.ts'
import { observatoireTerritoires } from './observatoire-territoires/format.ts'

/** Every data set known, the most particular first: the first that recognises a file reads it. */
export const formats: Format[] = [filosofi, inseeBases, observatoireTerritoires, dictionnaireInsee, generique]
