declare const __DEVELOPMENT__: boolean
