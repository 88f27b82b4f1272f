using System.Text.Json;
using Groundwork.Documents.Canonical;
using Groundwork.Documents.Readers.Markdown;

namespace Groundwork.Documents.Readers.Notebooks;

/// <summary>Writes the cells of a notebook, each as a part of its own.</summary>
internal sealed class NotebookCells(DocumentBuilder builder, CancellationToken cancellationToken)
{
    private readonly HeadingSlugs _slugs = new();
    private readonly NotebookOutputs _outputs = new(builder, cancellationToken);

    /// <summary>The title that the notebook or its front matter names; null for none.</summary>
    public string? Title { get; private set; }

    /// <exception cref="DocumentUnreadableException">It is JSON, but no notebook.</exception>
    public void Write(JsonElement notebook)
    {
        // Format 3 had work sheets, of which there was only ever one.
        var lists = notebook.Get("cells").ValueKind == JsonValueKind.Array ? [notebook.Get("cells")] : notebook.Get("worksheets").Items().Select(sheet => sheet.Get("cells")).ToList();
        if (lists.Count == 0) throw new DocumentUnreadableException(UnreadableReason.Damaged, $"\"{builder.Source.Path}\" is JSON without the cells of a notebook. Save it again from the notebook program.");
        var about = notebook.Get("metadata");
        Title = about.Get("title").Text() ?? about.Get("name").Text();
        builder.Found("programming-language", about.Get("language_info").Get("name").Text() ?? about.Get("kernelspec").Get("language").Text());
        builder.Found("author", new MetadataValue.Keywords([.. about.Get("authors").Items().Select(author => author.Get("name").Text()).OfType<string>()]));
        var number = 0;
        var broken = new List<int>();
        foreach (var cell in lists.SelectMany(list => list.Items()))
        {
            cancellationToken.ThrowIfCancellationRequested();
            builder.Part = FormattableString.Invariant($"cell {++number}");
            if (!WriteCell(cell, number)) broken.Add(number);
        }

        if (broken.Count > 0) builder.Note(FormattableString.Invariant($"{broken.Count} cells were left out, since their JSON is not that of a cell (first is cell {broken[0]})."));
        _outputs.NoteCuts();
    }

    private bool WriteCell(JsonElement cell, int number)
    {
        var text = (cell.Get("source") is { ValueKind: not JsonValueKind.Undefined } source ? source : cell.Get("input")).Text();
        if (text is null) return false;
        switch (cell.Get("cell_type").Text())
        {
            case "code":
                Add(BlockKind.Code, text);
                foreach (var output in cell.Get("outputs").Items()) _outputs.Write(output, number);
                return true;
            case "markdown":
                if (MarkdownMarkup.Write(text, builder, _slugs, cancellationToken) is { } frontMatter)
                {
                    Title ??= frontMatter.Title;
                    frontMatter.KeepIn(builder);
                }

                return true;
            case "heading":
                var level = cell.Get("level") is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var given) ? Math.Clamp(given, 1, 6) : 1;
                Add(BlockKind.Heading, text, level, _slugs.Next(text));
                return true;
            case "raw":
                Add(BlockKind.Paragraph, text);
                return true;
            default:
                return false;
        }
    }

    private void Add(BlockKind kind, string text, int level = 0, string? anchor = null) => builder.Add(kind, new BlockText().Append(text), level, anchor);
}
