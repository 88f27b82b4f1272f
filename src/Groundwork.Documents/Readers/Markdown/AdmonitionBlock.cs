using Markdig.Parsers;
using Markdig.Syntax;

namespace Groundwork.Documents.Readers.Markdown;

/// <summary>A box with a title; its content is indented.</summary>
internal sealed class AdmonitionBlock(BlockParser parser, string title) : ContainerBlock(parser)
{
    /// <summary>The title, or the kind where there is none.</summary>
    public string Title => title;
}
