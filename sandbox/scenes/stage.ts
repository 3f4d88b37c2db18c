import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Platform } from '../platform/platform.ts'
import { sceneConfig } from './scene-config.ts'
import type { SceneId } from './scene-ids.ts'
import { setStage } from './set-stage.ts'

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
  /** Sets another scene up. The terminal that stands there has to give way to the scene's own. */
  change(scene: SceneId): Promise<Stage>
}

export interface StageParts {
  readonly platform: Platform
  /** Base address of the platform. */
  readonly platformUrl: string
  /** Where configurations are written. */
  readonly folder: string
  /** Below it each scene's terminal has a folder; undefined where there are none. */
  readonly terminalFolder: string | undefined
  /** Hears of each change. */
  readonly onChange: (stage: Stage) => void
}

/** Each scene has a terminal of its own, for a terminal belongs to one relying party. */
export async function openStage(parts: StageParts, scene: SceneId): Promise<StageHands> {
  const terminalConfig = path.join(parts.folder, 'terminal.json')
  const set = async (scene: SceneId): Promise<Stage> => {
    const config = sceneConfig(scene, parts.platformUrl, setStage(parts.platform, scene))
    await writeFile(terminalConfig, `${JSON.stringify(config, null, 2)}\n`)
    const { terminalFolder } = parts
    return {
      scene,
      terminalConfig,
      terminalFolder:
        terminalFolder === undefined ? null : path.join(terminalFolder, config.platform.customNumber),
    }
  }
  let present = await set(scene)
  return {
    get present() {
      return present
    },
    change: async (next) => {
      present = await set(next)
      parts.onChange(present)
      return present
    },
  }
}
