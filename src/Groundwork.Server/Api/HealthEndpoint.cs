using Groundwork.Server.Api.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Groundwork.Server.Api;

internal static class HealthEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/healthz", () => Results.Text("""{"status":"ok"}""", JsonReply.ContentType))
        .WithTags("health").WithSummary("The process answers");
}
