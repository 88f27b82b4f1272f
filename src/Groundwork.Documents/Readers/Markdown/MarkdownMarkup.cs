using Groundwork.Documents.Canonical;
using Groundwork.Documents.Readers.Plain;
using Markdig;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Groundwork.Documents.Readers.Markdown;

/// <summary>Markdown, as a file of its own or inside another format, becomes blocks.</summary>
internal static class MarkdownMarkup
{
    // Generic attributes are not switched on: they would swallow every {word} of running text. Heading anchors are read from the source.
    // Footnotes neither: they would move to the end and be lost where nothing refers to them.
    private static readonly MarkdownPipeline s_pipeline = Guarded(new MarkdownPipelineBuilder()
        .UsePreciseSourceLocation()
        .UsePipeTables()
        .UseDefinitionLists()
        .UseMathematics()
        .UseYamlFrontMatter()).Build();

    /// <summary>Adds the text of some Markdown to a document.</summary>
    /// <param name="markdown">Canonical text.</param>
    /// <param name="builder">Receives the blocks and notes.</param>
    /// <param name="slugs">Anchors given so far, across the parts of one document.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The front matter; null when there is none.</returns>
    public static FrontMatter? Write(string markdown, DocumentBuilder builder, HeadingSlugs slugs, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (MarkdownCost.WhyTooMuch(markdown) is { } why)
        {
            AsPlainText(markdown, builder, why, cancellationToken);
            return null;
        }

        MarkdownDocument parsed;
        try
        {
            parsed = Markdig.Markdown.Parse(markdown, s_pipeline);
        }
        catch (ArgumentException)
        {
            // Markdig refuses nesting beyond its depth limit with this exception.
            AsPlainText(markdown, builder, "its Markdown is nested too deeply", cancellationToken);
            return null;
        }

        var writer = new MarkdownWriter(markdown, builder, slugs, cancellationToken);
        writer.Write(parsed);
        if (writer.HeavyParagraphs > 0)
            builder.Note(FormattableString.Invariant(
                $"{writer.HeavyParagraphs} paragraphs hold more than {MarkdownCost.MaxMarks} marks each (first in line {writer.FirstHeavyLine}); they were read line by line, and lines of so many marks as plain text."));
        return writer.FrontMatter;
    }

    private static void AsPlainText(string markdown, DocumentBuilder builder, string why, CancellationToken cancellationToken)
    {
        builder.Note($"Read as plain text: {why}.");
        PlainTextReader.AddParagraphs(builder, markdown, cancellationToken);
    }

    // The work of the parser grows with the square of the marks in one paragraph, so long ones are kept from it.
    private static MarkdownPipelineBuilder Guarded(MarkdownPipelineBuilder builder)
    {
        builder.BlockParsers.Insert(0, new AdmonitionParser());
        builder.BlockParsers.FindExact<ParagraphBlockParser>()!.Closed += KeepHeavyText;
        builder.BlockParsers.FindExact<HeadingBlockParser>()!.Closed += KeepHeavyText;
        return builder;

        static void KeepHeavyText(BlockProcessor processor, Markdig.Syntax.Block block)
        {
            if (block is LeafBlock { ProcessInlines: true } leaf && MarkdownCost.IsHeavy(leaf)) leaf.ProcessInlines = false;
        }
    }
}
