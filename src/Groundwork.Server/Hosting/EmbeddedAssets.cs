using System.Reflection;
using System.Security.Cryptography;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Groundwork.Server.Hosting;

/// <summary>
/// Styles, scripts and the icon, out of the assembly. One hash of all of them stands in their addresses: a module finds its neighbours
/// by relative paths, and a browser may keep what it has for ever.
/// </summary>
internal static class EmbeddedAssets
{
    /// <summary>The style sheet of evaluation reports, which are drawn elsewhere.</summary>
    public const string ReportStyles = "css/report.css";

    private const string Prefix = "assets/";

    private static readonly Dictionary<string, byte[]> s_files = Load();

    /// <summary>First 12 hexadecimal digits of the hash of all files.</summary>
    public static string Version { get; } = VersionOf(s_files);

    /// <summary>The address of a file.</summary>
    /// <param name="name">Like <c>css/groundwork.css</c>.</param>
    public static string Url(string name) => s_files.ContainsKey(name) ? $"/assets/{Version}/{name}" : throw new ArgumentException($"There is no asset \"{name}\".", nameof(name));

    public static void MapAssets(this IEndpointRouteBuilder routes) => routes.MapGet("/assets/{version}/{**name}", Serve).ExcludeFromDescription();

    private static IResult Serve(HttpContext http, string version, string name)
    {
        if (!s_files.TryGetValue(name, out var content)) return Results.NotFound();
        var isCurrent = string.Equals(version, Version, StringComparison.Ordinal);
        http.Response.Headers.CacheControl = isCurrent ? "public, max-age=31536000, immutable" : "no-cache";
        return Results.Bytes(content, TypeOf(name), entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..16]}\""));
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };

    private static Dictionary<string, byte[]> Load()
    {
        var assembly = typeof(EmbeddedAssets).Assembly;
        var files = assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(n => n[Prefix.Length..].Replace('\\', '/'), n => Read(assembly, n), StringComparer.Ordinal);
        files.Add(ReportStyles, System.Text.Encoding.UTF8.GetBytes(EvalForms.Css));
        return files;
    }

    private static byte[] Read(Assembly assembly, string name)
    {
        using var content = assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[content.Length];
        content.ReadExactly(bytes);
        return bytes;
    }

    private static string VersionOf(Dictionary<string, byte[]> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, content) in files.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(name));
            hash.AppendData(content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }
}
