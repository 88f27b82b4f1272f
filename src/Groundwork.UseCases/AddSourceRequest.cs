using Groundwork.Sources;

namespace Groundwork.UseCases;

/// <summary>A source that a collection is to be kept level with. What is not said has the default of the kind.</summary>
/// <param name="Kind"><c>folder</c>, <c>file</c>, <c>web</c>, <c>sitemap</c>, <c>urls</c>, <c>git</c> or <c>sql</c>.</param>
/// <param name="Place">A folder, file, address, repository or database; addresses of the kind <c>urls</c> are parted by line breaks.</param>
/// <param name="Name">What it is called in the collection; null for a name made of the place. A source of this name is replaced.</param>
/// <param name="Collection">Collection, made when there is none.</param>
/// <param name="Include">Patterns of what is taken; none means everything.</param>
/// <param name="Exclude">Patterns of what is left out.</param>
/// <param name="Links">Folders: <c>files</c> reads links to files, <c>skip</c> none, <c>follow</c> those to folders too.</param>
/// <param name="MayLeave">Folders: links may lead out of the folder.</param>
/// <param name="MaxBytes">Largest file or page in bytes; larger ones are skipped.</param>
/// <param name="AllowPrivate">Web and git: the hosts that are named may have private or loopback addresses.</param>
/// <param name="MaxPages">Web: most addresses.</param>
/// <param name="MaxDepth">Web: most links from the start.</param>
/// <param name="DelayMs">Web: milliseconds between two requests to one host.</param>
/// <param name="Revision">Git: a branch, tag or commit.</param>
/// <param name="Query">SQL: one SELECT.</param>
/// <param name="Key">SQL: the column that tells rows apart.</param>
/// <param name="Text">SQL: the columns of text.</param>
/// <param name="Title">SQL: the column of titles.</param>
/// <param name="MediaType">SQL: how the texts are to be read, like <c>text/markdown</c>.</param>
public sealed record AddSourceRequest(
    string Kind, string Place, string? Name = null, string Collection = "default", IReadOnlyList<string>? Include = null, IReadOnlyList<string>? Exclude = null, string? Links = null,
    bool MayLeave = false, long? MaxBytes = null, bool AllowPrivate = false, int? MaxPages = null, int? MaxDepth = null, int? DelayMs = null, string? Revision = null,
    string? Query = null, string? Key = null, IReadOnlyList<string>? Text = null, string? Title = null, string? MediaType = null)
{
    internal SourceSpecification ToSpecification() => new(Kind, Place)
    {
        Include = Include ?? [], Exclude = Exclude ?? [], Links = Links, MayLeave = MayLeave, MaxBytes = MaxBytes, AllowPrivate = AllowPrivate, MaxPages = MaxPages, MaxDepth = MaxDepth,
        DelayMs = DelayMs, Revision = Revision, Query = Query, Key = Key, Text = Text ?? [], Title = Title, MediaType = MediaType,
    };
}
