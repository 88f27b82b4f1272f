using Groundwork.Sources.Folders;

namespace Groundwork.Sources;

/// <summary>One file that a person named. A link is read through.</summary>
public sealed class FileSource : ISource
{
    private readonly string _path;

    /// <param name="path">Full path, or relative to the current folder.</param>
    /// <exception cref="SourceException">The text is no path.</exception>
    public FileSource(string path) => _path = LocalPath.Full(path);

    /// <inheritdoc/>
    public string Kind => "file";

    /// <inheritdoc/>
    public string Identity => $"file:{_path}";

    /// <inheritdoc/>
    public bool Covers(string path) => string.Equals(path, _path, StringComparison.Ordinal);

    /// <summary>The file; nothing else. That it is not there is an error, never "gone": whoever named it is told.</summary>
    /// <inheritdoc/>
    public IAsyncEnumerable<SourceItem> ListAsync(IReadOnlyDictionary<string, string> known, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(known);
        cancellationToken.ThrowIfCancellationRequested();
        return new[] { List() }.ToAsyncEnumerable();
    }

    private SourceItem List()
    {
        var state = LocalPath.StateOf(_path, throughLinks: true)
            ?? throw new SourceException(SourceFailure.NotFound, $"There is no file \"{_path}\". Check the spelling; if the file is gone for good, remove the source or delete its document.");
        return state.Kind switch
        {
            FileKind.File => new SourceItem.Present(_path, Path.GetFileName(_path), _ => ValueTask.FromResult(SteadyFile.Open(_path))) { Bytes = state.Bytes, IsNamed = true },
            FileKind.Folder => throw new SourceException(SourceFailure.BadSpecification, $"\"{_path}\" is a folder, not a file. Name it as a folder."),
            _ => throw new SourceException(SourceFailure.BadSpecification, $"\"{_path}\" is {LocalPath.WordFor(state.Kind)}, not a file. Name an ordinary file."),
        };
    }
}
