namespace Groundwork.Documents.Readers.Packages;

/// <summary>Finds the part that a reference inside a package means.</summary>
internal static class PackagePath
{
    /// <summary>The name of the part; null when the reference leads outside the package.</summary>
    /// <param name="folder">Folder of the referring part, ending in a slash, or empty.</param>
    /// <param name="reference">A relative or absolute reference, perhaps escaped; without fragment.</param>
    public static string? Resolve(string folder, string reference)
    {
        var target = Uri.UnescapeDataString(reference).Replace('\\', '/');
        var colon = target.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0 && target.AsSpan(0, colon).IndexOf('/') < 0) return null;
        if (target.StartsWith("//", StringComparison.Ordinal)) return null;
        var steps = new List<string>();
        foreach (var step in (target.StartsWith('/') ? target : folder + target).Split('/'))
        {
            if (step is "" or ".") continue;
            if (step is not "..") steps.Add(step);
            else if (steps.Count == 0) return null;
            else steps.RemoveAt(steps.Count - 1);
        }

        return string.Join('/', steps);
    }
}
