# Build: the wheel and its dependencies into one folder.
FROM python:3.12-slim AS build
WORKDIR /src
RUN python -m venv /opt/wenshu
COPY pyproject.toml ./
# What it needs first: a change of the source does not fetch it again.
RUN /opt/wenshu/bin/python -c "import tomllib; print('\n'.join(tomllib.load(open('pyproject.toml', 'rb'))['project']['dependencies']))" > needed.txt \
    && /opt/wenshu/bin/pip install --no-cache-dir -r needed.txt
COPY README.md LICENSE ./
COPY bot bot
COPY store store
RUN /opt/wenshu/bin/pip install --no-cache-dir .

# Run: nothing but Python and that folder, as a user without rights.
FROM python:3.12-slim
RUN useradd --create-home --uid 10001 wenshu && install -d -o wenshu -g wenshu /data
COPY --from=build /opt/wenshu /opt/wenshu
ENV PATH=/opt/wenshu/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    XDG_DATA_HOME=/data \
    XDG_CACHE_HOME=/data/cache
USER 10001
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=60s --timeout=10s --start-period=60s --retries=3 CMD ["wenshu", "bot", "--healthy"]
ENTRYPOINT ["wenshu"]
CMD ["bot"]
