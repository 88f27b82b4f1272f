using System.Collections.Frozen;
using AngleSharp.Dom;

namespace Groundwork.Documents.Readers.Web;

/// <summary>
/// Decides which elements of a page are furniture. Tried from strict to lenient, and the first that leaves substantial text is taken:
/// drop by element and by class name, drop by element, drop nothing that a visitor sees. Where the page marks nothing as furniture, what
/// <see cref="HtmlDensity"/> finds is dropped.
/// </summary>
internal sealed class HtmlChrome
{
    /// <summary>Drops only what no visitor sees.</summary>
    public static readonly HtmlChrome Nothing = new(byElement: false, byClass: false, []);

    // So much text, or a third of what is visible, is not furniture that happened to be kept.
    private const int SubstantialCharacters = 200;

    private static readonly FrozenSet<string> s_neverText = FrozenSet.Create(
        StringComparer.Ordinal, "script", "style", "template", "noscript", "head", "title", "svg", "iframe", "object", "canvas", "audio", "video",
        "button", "select", "textarea", "input", "datalist", "map", "frameset");

    private static readonly FrozenSet<string> s_roles = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "navigation", "banner", "contentinfo", "search", "complementary");

    private static readonly FrozenSet<string> s_classes = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "nav", "navbar", "navheader", "navfooter", "navigation", "breadcrumb", "breadcrumbs", "menu", "sidebar",
        "toc", "footer", "site-header", "site-footer", "page-footer");

    // Class names of smaller elements say how they look: manuals give their headings' links the class "header".
    private static readonly FrozenSet<string> s_containers = FrozenSet.Create(StringComparer.Ordinal, "div", "section", "ul", "ol", "dl", "table");

    private readonly bool _byElement;
    private readonly bool _byClass;
    private readonly HashSet<IElement> _boilerplate;

    private HtmlChrome(bool byElement, bool byClass, HashSet<IElement> boilerplate)
    {
        _byElement = byElement;
        _byClass = byClass;
        _boilerplate = boilerplate;
    }

    public static HtmlChrome For(IElement root, CancellationToken cancellationToken)
    {
        var visible = Nothing.VisibleCharacters(root);
        foreach (var byClass in (ReadOnlySpan<bool>)[true, false])
        {
            var chrome = new HtmlChrome(byElement: true, byClass, []);
            var left = chrome.VisibleCharacters(root);
            var isMarked = left < visible || root.LocalName is not ("body" or "html");
            if (isMarked && (left >= SubstantialCharacters || (left > 0 && left * 3L >= visible))) return chrome;
        }

        var unmarked = new HtmlChrome(byElement: false, byClass: false, HtmlDensity.BoilerplateOf(root, cancellationToken));
        return unmarked.VisibleCharacters(root) > 0 ? unmarked : Nothing;
    }

    /// <summary>Characters that are not white space, without what is dropped.</summary>
    public int VisibleCharacters(IElement root)
    {
        var count = 0;
        var open = new Stack<INode>();
        open.Push(root);
        while (open.TryPop(out var node))
        {
            if (node is IText text)
            {
                foreach (var c in text.Data)
                    if (!char.IsWhiteSpace(c))
                        count++;
                continue;
            }

            if (node is IElement element && !ReferenceEquals(node, root) && Drops(element)) continue;
            foreach (var child in node.ChildNodes) open.Push(child);
        }

        return count;
    }

    public static bool IsHidden(IElement element)
    {
        if (element.GetAttribute("aria-hidden") is "true" || (element.HasAttribute("hidden") && !HoldsSection(element))) return true;
        if (element.GetAttribute("style") is not { } style || !style.Contains("none", StringComparison.OrdinalIgnoreCase) && !style.Contains("hidden", StringComparison.OrdinalIgnoreCase)) return false;
        style = style.Replace(" ", "", StringComparison.Ordinal);
        return style.Contains("display:none", StringComparison.OrdinalIgnoreCase) || style.Contains("visibility:hidden", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>True for a part with a heading: what a page hides at first and a script shows, like a tab, is a section all the same.</summary>
    public static bool HoldsSection(IElement element) => element.QuerySelector("h1, h2, h3, h4, h5, h6") is not null;

    public bool Drops(IElement element)
    {
        var name = element.LocalName;
        if (s_neverText.Contains(name) || IsHidden(element) || _boilerplate.Contains(element)) return true;
        if (_byElement)
        {
            switch (name)
            {
                case "nav" or "aside" or "footer":
                    return true;
                case "header":
                    return element.Closest("main, article, [role=main]") is null;
                case "form":
                    // Some frameworks put the whole page into a form.
                    return element.QuerySelector("p, h1, h2, h3, article, main, pre") is null;
            }

            if (element.GetAttribute("role") is { } role && s_roles.Contains(role)) return true;
        }

        return _byClass && s_containers.Contains(name) && element.GetAttribute("class") is { Length: > 0 } classes && NamesFurniture(classes);
    }

    private static bool NamesFurniture(ReadOnlySpan<char> classes)
    {
        var known = s_classes.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var range in classes.SplitAny(" \t\n"))
            if (known.Contains(classes[range]))
                return true;
        return false;
    }
}
