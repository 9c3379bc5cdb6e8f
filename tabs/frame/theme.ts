import { teamsDarkTheme, teamsHighContrastTheme, teamsLightTheme, type Theme } from '@fluentui/react-components';

export type ThemeName = 'default' | 'dark' | 'contrast' | 'glass';

const themes: Record<ThemeName, Theme> = {
  default: teamsLightTheme,
  dark: teamsDarkTheme,
  contrast: teamsHighContrastTheme,
  // Teams on iOS shows pages over its own dark glass. What lies behind cannot be known, so text always stands on a surface of ours.
  glass: teamsDarkTheme,
};

export const themeOf = (name: ThemeName): Theme => themes[name];

/** A theme this page does not know yet looks like the default one. */
export const themeNamed = (name: string | undefined): ThemeName => (name && Object.hasOwn(themes, name) ? (name as ThemeName) : 'default');

export const isDark = (name: ThemeName): boolean => name !== 'default';
