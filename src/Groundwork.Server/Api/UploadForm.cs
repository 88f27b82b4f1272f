using Microsoft.AspNetCore.Http;

namespace Groundwork.Server.Api;

/// <summary>What an upload holds, for the description of the API.</summary>
/// <param name="Files">The files.</param>
internal sealed record UploadForm(IFormFileCollection Files);
