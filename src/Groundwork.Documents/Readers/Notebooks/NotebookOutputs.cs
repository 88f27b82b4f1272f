using System.Text.Json;
using System.Text.RegularExpressions;
using Groundwork.Documents.Canonical;
using Groundwork.Documents.Readers.Markdown;
using Groundwork.Documents.Readers.Web;

namespace Groundwork.Documents.Readers.Notebooks;

/// <summary>Writes what a code cell printed or returned.</summary>
internal sealed partial class NotebookOutputs(DocumentBuilder builder, CancellationToken cancellationToken)
{
    /// <summary>Most of one output that is kept.</summary>
    public const int MaxCharacters = 10_000;

    private readonly List<int> _cut = [];

    public void Write(JsonElement output, int cell)
    {
        cancellationToken.ThrowIfCancellationRequested();
        switch (output.Get("output_type").Text())
        {
            case "stream":
                AddText(output.Get("text").Text(), cell);
                break;
            case "error" or "pyerr":
                AddText($"{output.Get("ename").Text()}: {output.Get("evalue").Text()}", cell);
                break;
            default:
                // Format 3 keeps the representations beside the type.
                WriteData(output.Get("data") is { ValueKind: JsonValueKind.Object } data ? data : output, cell);
                break;
        }
    }

    /// <summary>Says which outputs were cut.</summary>
    public void NoteCuts()
    {
        if (_cut.Count > 0) builder.Note(FormattableString.Invariant($"{_cut.Count} outputs were cut after {MaxCharacters} characters (first in cell {_cut[0]})."));
    }

    private void WriteData(JsonElement data, int cell)
    {
        if (data.Get("text/markdown").Text() is { Length: <= MaxCharacters } markdown)
        {
            MarkdownMarkup.Write(markdown, builder, new HeadingSlugs(), cancellationToken);
            return;
        }

        if ((data.Get("text/html").Text() ?? data.Get("html").Text()) is { Length: <= MaxCharacters * 4 } html && html.Contains("<table", StringComparison.OrdinalIgnoreCase))
        {
            try
            {
                HtmlMarkup.Write(html, builder, null, cancellationToken);
                return;
            }
            catch (DocumentUnreadableException)
            {
                // Nested without reason: the plain text of the same output is left.
            }
        }

        AddText(data.Get("text/plain").Text() ?? data.Get("text").Text(), cell);
    }

    private void AddText(string? text, int cell)
    {
        if (string.IsNullOrWhiteSpace(text)) return;
        text = TerminalColors().Replace(text, "");
        if (text.Length > MaxCharacters)
        {
            text = text[..(char.IsHighSurrogate(text[MaxCharacters - 1]) ? MaxCharacters - 1 : MaxCharacters)];
            _cut.Add(cell);
        }

        builder.Add(BlockKind.Code, new BlockText().Append(text));
    }

    // The escape character itself is no canonical character and is gone already.
    [GeneratedRegex(@"\u001B?\[[0-9;]{1,12}m", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex TerminalColors();
}
