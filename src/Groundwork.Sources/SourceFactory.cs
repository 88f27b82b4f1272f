namespace Groundwork.Sources;

/// <summary>Makes sources from their descriptions.</summary>
/// <param name="time">Clock for limits and pauses.</param>
/// <param name="cacheFolder">Folder for copies of repositories and for contents on their way; made when needed.</param>
/// <param name="environment">The value of an environment variable; null when there is none. Secrets come from nowhere else.</param>
public sealed class SourceFactory(TimeProvider time, string cacheFolder, Func<string, string?> environment)
{
    private const long MaxListBytes = 4 << 20;

    private readonly GitAccess _git = new(time, Path.Combine(cacheFolder, "git"));
    private readonly WebAccess _web = new(time, Path.Combine(cacheFolder, "spool"));
    private readonly SqlAccess _sql = new(time, Path.Combine(cacheFolder, "spool"), environment);

    /// <summary>The kinds of sources.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["folder", "file", "web", "sitemap", "urls", "git", "sql"];

    /// <summary>The same description with a place that means the same everywhere: a full path instead of a relative one.</summary>
    /// <exception cref="SourceException">The place is none.</exception>
    public static SourceSpecification Settled(SourceSpecification specification)
    {
        ArgumentNullException.ThrowIfNull(specification);
        return specification.Kind switch
        {
            "folder" or "file" => specification with { Place = Folders.LocalPath.Full(specification.Place) },
            "git" when !specification.Place.Contains("://", StringComparison.Ordinal) => specification with { Place = Folders.LocalPath.Full(specification.Place) },
            "sql" when specification.Place.StartsWith("sqlite:", StringComparison.Ordinal) => specification with { Place = "sqlite:" + Folders.LocalPath.Full(specification.Place["sqlite:".Length..]) },
            "urls" => specification with { Place = string.Join('\n', LinesOf(specification.Place).Select(line => line.Contains("://", StringComparison.Ordinal) ? line : Folders.LocalPath.Full(line))) },
            _ => specification,
        };
    }

    /// <summary>Makes the source. Nothing is asked of its place yet, except that a file of addresses is read.</summary>
    /// <param name="name">Its name; part of the paths of rows.</param>
    /// <param name="specification">What to make.</param>
    /// <exception cref="SourceException">The description cannot be used; says what to write instead.</exception>
    public ISource Make(string name, SourceSpecification specification)
    {
        ArgumentNullException.ThrowIfNull(specification);
        return specification.Kind switch
        {
            "folder" => new FolderSource(specification.Place, FolderOf(specification)),
            "file" => new FileSource(specification.Place),
            "web" => new WebSource(specification.Place, WebOf(specification), _web),
            "sitemap" => new SitemapSource(specification.Place, WebOf(specification), _web),
            "urls" => new UrlListSource(AddressesOf(specification.Place), WebOf(specification), _web),
            "git" => new GitSource(specification.Place, GitOf(specification), _git),
            "sql" => new SqlSource(specification.Place, SqlOf(name, specification), _sql),
            _ => throw Bad($"\"{specification.Kind}\" is no kind of source. Kinds: {string.Join(", ", Kinds)}."),
        };
    }

    /// <summary>Folder with the copy of a remote repository; null for what has none. It is made again when it is needed.</summary>
    public string? CopyOf(SourceSpecification specification)
    {
        ArgumentNullException.ThrowIfNull(specification);
        var isRemote = specification.Kind is "git" && specification.Place.Contains("://", StringComparison.Ordinal);
        return isRemote ? new Git.GitRemote(Web.WebUrl.Parse(specification.Place), _git, GitOf(specification)).Copy : null;
    }

    /// <summary>Removes what is kept of a place beside its documents.</summary>
    public void Forget(SourceSpecification specification)
    {
        if (CopyOf(specification) is { } copy && Directory.Exists(copy)) Directory.Delete(copy, recursive: true);
    }

    private static FolderOptions FolderOf(SourceSpecification specification) => new()
    {
        Include = specification.Include, Exclude = specification.Exclude, MayLeave = specification.MayLeave, MaxBytes = specification.MaxBytes,
        Links = specification.Links switch
        {
            null or "files" => LinkPolicy.Files,
            "skip" => LinkPolicy.Skip,
            "follow" => LinkPolicy.Follow,
            _ => throw Bad($"\"{specification.Links}\" is nothing to do with links. Write files, skip or follow."),
        },
    };

    private static WebOptions WebOf(SourceSpecification specification)
    {
        var options = new WebOptions { Include = specification.Include, Exclude = specification.Exclude, AllowPrivate = specification.AllowPrivate };
        if (specification.MaxPages is { } pages) options = options with { MaxPages = pages };
        if (specification.MaxDepth is { } depth) options = options with { MaxDepth = depth };
        if (specification.MaxBytes is { } bytes) options = options with { MaxBytes = bytes };
        if (specification.DelayMs is { } delay) options = options with { Delay = TimeSpan.FromMilliseconds(delay) };
        return options;
    }

    private static GitOptions GitOf(SourceSpecification specification)
    {
        var options = new GitOptions { Include = specification.Include, Exclude = specification.Exclude, AllowPrivate = specification.AllowPrivate };
        if (specification.MaxBytes is { } bytes) options = options with { MaxBytes = bytes };
        return specification.Revision is { } revision ? options with { Revision = revision } : options;
    }

    private static SqlOptions SqlOf(string name, SourceSpecification specification)
    {
        var options = new SqlOptions
        {
            Name = name, Title = specification.Title, MediaType = specification.MediaType,
            Query = specification.Query ?? throw Bad("A source of rows needs a query. Give it with --query \"select …\"."),
        };
        if (specification.Key is { } key) options = options with { Key = key };
        return specification.Text.Count > 0 ? options with { Text = specification.Text } : options;
    }

    // What is no address is a file with one address on each line.
    private static List<string> AddressesOf(string place)
    {
        var addresses = new List<string>();
        foreach (var line in LinesOf(place))
        {
            if (line.Contains("://", StringComparison.Ordinal)) addresses.Add(line);
            else addresses.AddRange(LinesOf(ReadList(line)).Where(address => !address.StartsWith('#')));
        }

        return addresses;
    }

    private static string ReadList(string file)
    {
        if (Folders.LocalPath.StateOf(file, throughLinks: true) is not { Kind: Folders.FileKind.File } state) throw new SourceException(SourceFailure.NotFound, $"\"{file}\" is neither an address nor a file of addresses.");
        if (state.Bytes > MaxListBytes) throw new SourceException(SourceFailure.TooLarge, FormattableString.Invariant($"The file of addresses \"{file}\" has {state.Bytes} bytes; at most {MaxListBytes} are read."));
        using var reader = new StreamReader(Folders.SteadyFile.Open(file));
        return reader.ReadToEnd();
    }

    private static string[] LinesOf(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static SourceException Bad(string message) => new(SourceFailure.BadSpecification, message);
}
