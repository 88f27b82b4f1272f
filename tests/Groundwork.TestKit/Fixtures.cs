namespace Groundwork.TestKit;

/// <summary>Real data kept outside the repository: the folder named by GROUNDWORK_FIXTURES, else shared/data beside the checkout.</summary>
public static class Fixtures
{
    /// <summary>The fixture's folder, or null when this machine does not have it.</summary>
    public static string? Find(string set)
    {
        var root = Environment.GetEnvironmentVariable("GROUNDWORK_FIXTURES") ?? Path.Combine(Repository.Root, "..", "shared", "data");
        var folder = Path.GetFullPath(Path.Combine(root, set));
        return Directory.Exists(folder) ? folder : null;
    }
}
