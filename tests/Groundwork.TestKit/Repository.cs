namespace Groundwork.TestKit;

/// <summary>The checkout the tests were built from.</summary>
public static class Repository
{
    /// <summary>Folder that holds Groundwork.slnx.</summary>
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Groundwork.slnx")))
                return folder.FullName;
        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Groundwork.slnx.");
    }
}
