/** Where `/go/<kind>/<id>` leads: an address, or undefined when the kind or id cannot be one of ours. */
export type GoTo = (kind: string, id: string) => string | undefined;

export type GoToNeeds = {
  mode: 'local' | 'production';
  publicOrigin: string;
  /** The id of the Teams app, as its manifest has it. */
  teamsApp: string;
  /** The screen of the tab that shows each kind of thing. */
  screens: Record<string, string>;
};

const idForm = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/**
 * Leads to the tab inside Teams, or to the page itself in a local run. Whether the thing exists, or this person may see it,
 * is not looked up here: the screen says so, to somebody signed in. The kind `tab` is a screen itself.
 */
export function goToTab({ mode, publicOrigin, teamsApp, screens }: GoToNeeds): GoTo {
  return (kind, id) => {
    if (kind === 'tab') return mode === 'production' && Object.values(screens).includes(id) ? inTeams(id) : undefined;
    const screen = Object.hasOwn(screens, kind) ? screens[kind] : undefined;
    if (!screen || !idForm.test(id)) return undefined;
    const place = `${kind}/${id}`;
    return mode === 'local' ? `${publicOrigin}/tab/${screen}#${place}` : inTeams(screen, place);
  };

  function inTeams(screen: string, place?: string): string {
    const link = new URL(`https://teams.microsoft.com/l/entity/${encodeURIComponent(teamsApp)}/${screen}`);
    // Shown in a browser without Teams; the label stays the same for everything, for links are shown where others look on.
    link.searchParams.set('webUrl', `${publicOrigin}/tab/${screen}`);
    link.searchParams.set('label', 'Staff Networks');
    if (place) link.searchParams.set('context', JSON.stringify({ subEntityId: place }));
    return link.href;
  }
}
