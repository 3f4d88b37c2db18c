import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { inTurn } from '../../src/shared/in-turn.ts'
import type { TerminalConfig } from '../../src/shared/config.ts'
import { counterScenes, counterStage } from './counter-config.ts'
import { type Awaits, sceneConfig } from './scene-config.ts'
import type { SceneId } from './scene-ids.ts'
import { setStage, type StageSetters } from './set-stage.ts'
import type { StageFault } from './stage-faults.ts'

/** The scene that everything is set up for, and where its terminal finds its configuration and keeps its state. */
export interface Stage {
  readonly scene: SceneId
  /** Configuration of the scene's terminal (JSON file). */
  readonly terminalConfig: string
  /** Folder of the scene's terminal; null when nobody said where terminals live. */
  readonly terminalFolder: string | null
}

export interface StageHands {
  readonly present: Stage
  /**
   * Sets another scene up, one after the other. The terminal that stands there has to give way to the scene's own.
   * @returns why it could not be: everything is as it was
   */
  change(scene: SceneId): Promise<StageFault | null>
}

export interface StageParts extends StageSetters {
  /** Base address of the platform. */
  readonly platformUrl: string
  /** Where configurations are written. */
  readonly folder: string
  /** Below it each scene's terminal has a folder; undefined where there are none. */
  readonly terminalFolder: string | undefined
  /** Scenes that a counter with staff can play are set up for one. */
  readonly counter?: boolean
  /** Hears of each change. */
  readonly onChange: (stage: Stage) => void
}

/**
 * Each scene has a terminal of its own, for a terminal belongs to one relying party.
 * @throws Error when the first scene cannot be set up
 */
export async function openStage(parts: StageParts, scene: SceneId): Promise<StageHands> {
  const terminalConfig = path.join(parts.folder, 'terminal.json')
  const configOf = async (scene: SceneId, awaits: Awaits | null): Promise<TerminalConfig> => {
    const atCounter = parts.counter === true ? counterScenes.find((one) => one === scene) : undefined
    if (atCounter === undefined) return sceneConfig(scene, parts.platformUrl, awaits)
    const { folder } = parts
    const stage = counterStage(atCounter, parts.platformUrl, awaits ?? {}, { folder, now: Date.now() })
    await writeFile(stage.list.path, stage.list.text)
    return stage.config
  }
  const set = async (scene: SceneId): Promise<Stage | StageFault> => {
    const before = await setStage(parts, scene)
    if ('fault' in before) return before.fault
    const config = await configOf(scene, before.awaits)
    await writeFile(terminalConfig, `${JSON.stringify(config, null, 2)}\n`)
    const { terminalFolder } = parts
    return {
      scene,
      terminalConfig,
      terminalFolder:
        terminalFolder === undefined ? null : path.join(terminalFolder, config.platform.customNumber),
    }
  }
  const first = await set(scene)
  if (typeof first === 'string') throw new Error(`the scene cannot be set up: ${first}`)
  let present = first
  const turn = inTurn()
  const change = async (scene: SceneId): Promise<StageFault | null> => {
    const stage = await set(scene)
    if (typeof stage === 'string') return stage
    present = stage
    parts.onChange(present)
    return null
  }
  return {
    get present() {
      return present
    },
    change: (scene) => turn(() => change(scene)),
  }
}
