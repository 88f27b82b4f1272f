using System.Xml;
using Groundwork.Documents.Readers.Trees;

namespace Groundwork.Documents.Readers.Markup;

/// <summary>What a first look at some XML tells: whether text and elements mix, and which elements stand inside text.</summary>
internal sealed class XmlSurvey
{
    private const int NodesBetweenChecks = 1 << 12;

    // Elements that structure documents for people, whatever else they hold.
    private static readonly string[] s_prose = ["para", "p", "section", "chapter", "simpara", "sect1"];

    // Elements that stand alone although text stands beside them in some documents.
    private static readonly string[] s_neverInline =
        ["para", "p", "simpara", "section", "title", "itemizedlist", "orderedlist", "variablelist", "listitem", "ul", "ol", "li", "table", "informaltable", "row", "entry", "programlisting", "screen", "codeblock", "note", "example", "figure"];

    private readonly HashSet<string> _inline = new(StringComparer.Ordinal);

    private XmlSurvey() { }

    /// <summary>Names of the elements that stand inside text.</summary>
    public IReadOnlySet<string> Inline => _inline;

    /// <summary>It is a document for people.</summary>
    public bool IsProse { get; private set; }

    /// <summary>Why it cannot be read as data; null when it can.</summary>
    public string? Problem { get; private set; }

    /// <exception cref="XmlException">Not well-formed.</exception>
    public static XmlSurvey Of(string xml, CancellationToken cancellationToken)
    {
        var survey = new XmlSurvey();
        using var reader = XmlMarkupReader.Open(xml);
        var open = new Stack<(bool HasText, HashSet<string>? Children)>();
        var proseNames = 0;
        long values = 0;
        for (var count = 0; reader.Read(); count++)
        {
            if (count % NodesBetweenChecks == 0) cancellationToken.ThrowIfCancellationRequested();
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    values += 1 + reader.AttributeCount;
                    if (s_prose.Contains(reader.LocalName, StringComparer.Ordinal)) proseNames++;
                    if (open.TryPop(out var parent))
                    {
                        (parent.Children ??= new HashSet<string>(StringComparer.Ordinal)).Add(reader.LocalName);
                        open.Push(parent);
                    }

                    if (!reader.IsEmptyElement) open.Push((false, null));
                    if (open.Count > TreeLimits.MaxDepth) survey.Problem = TreeResult.TooDeep.Problem;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    values++;
                    if (open.TryPop(out var around)) open.Push((true, around.Children));
                    break;
                case XmlNodeType.EndElement:
                    var (hasText, children) = open.Pop();
                    if (hasText && children is not null) survey._inline.UnionWith(children);
                    break;
            }
        }

        if (values > TreeLimits.MaxValues) survey.Problem ??= TreeResult.TooMany.Problem;
        survey._inline.ExceptWith(s_neverInline);
        survey.IsProse = survey.Problem is null && (survey._inline.Count > 0 || proseNames > 1);
        return survey;
    }
}
